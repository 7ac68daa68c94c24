import { readFileSync } from "node:fs";
import { validate } from "@actions/languageservice";
import { CronJob } from "kubernetes-models/batch/v1/CronJob";
import { PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse, parseAllDocuments } from "yaml";

const manifests = parseAllDocuments(readFileSync("docs/fleet/kubernetes.yaml", "utf8")).map((each) => each.toJS());

describe("the recipe for Kubernetes", () => {
  test("has no value that Kubernetes refuses", () => {
    for (const manifest of manifests) {
      if (CronJob.is(manifest)) new CronJob(manifest).validate();
      else new PersistentVolumeClaim(manifest).validate();
    }
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "PersistentVolumeClaim driftpin-results",
      "CronJob driftpin-check",
      "CronJob driftpin-merge",
    ]);
  });

  test("has no field that Kubernetes does not know, at any depth, and a misspelt one would be told", () => {
    expect(complaints([...manifests, misspeltJob])).toEqual([expect.stringContaining('"completion"')]);
  });

  test("has as many shards as pods, and tells both jobs so", () => {
    const [, check, merge] = manifests;
    const told = [check, merge].map((job) => Number(environmentOf(job).SHARDS));
    const { completions, parallelism, completionMode } = check.spec.jobTemplate.spec;
    expect({ told, parallelism, completionMode }).toEqual({
      told: [completions, completions],
      parallelism: completions,
      completionMode: "Indexed",
    });
  });
});

test("the recipe for GitHub is a workflow, and passes inputs and secrets that the fleet's workflow takes", async () => {
  const text = readFileSync("docs/fleet/github.yaml", "utf8");
  const fleet = parse(readFileSync(".github/workflows/fleet.yml", "utf8")).on.workflow_call;
  const { with: inputs = {}, secrets, permissions } = parse(text).jobs.drift;
  expect({
    problems: await validate(TextDocument.create("file:///drift.yml", "yaml", 1, text)),
    unknown: [
      ...Object.keys(inputs).filter((name) => !(name in fleet.inputs)),
      ...Object.keys(secrets).filter((name) => !(name in fleet.secrets)),
    ],
    permissions,
  }).toEqual({ problems: [], unknown: [], permissions: { contents: "read", issues: "write" } });
});

test("the guide shows the recipes as they are", () => {
  const guide = readFileSync("docs/fleet.md", "utf8");
  expect(guide).toContain(readFileSync("docs/fleet/github.yaml", "utf8"));
});

function environmentOf(job: { spec: { jobTemplate: { spec: { template: { spec: PodSpec } } } } }) {
  const [container] = job.spec.jobTemplate.spec.template.spec.containers;
  return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
}

interface PodSpec {
  readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value: string }[] }[];
}

const misspeltJob = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  spec: { schedule: "* * * * *", jobTemplate: { spec: { completion: 3, template: {} } } },
};

/** What TypeScript says of manifests that are written down as values of Kubernetes' types: it knows every field. */
function complaints(given: readonly { readonly kind: string }[]): string[] {
  const file = "test/repository/manifests.ts"; // never written
  const source = [
    'import type { ICronJob as CronJob } from "kubernetes-models/batch/v1/CronJob";',
    'import type { IPersistentVolumeClaim as PersistentVolumeClaim } from "kubernetes-models/v1/PersistentVolumeClaim";',
    ...given.map((manifest, i) => `export const m${i}: ${manifest.kind} = ${JSON.stringify(manifest)};`),
  ].join("\n");
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    lib: ["lib.es2023.d.ts"],
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...how) =>
    path === file ? ts.createSourceFile(path, source, ts.ScriptTarget.ES2023) : getSourceFile(path, ...how);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
