import { relative, resolve } from "node:path";
import { operationName } from "../contract/operations.ts";
import type { Where } from "../errors.ts";
import { counted, someOf } from "../report/headline.ts";
import { oneLine } from "../report/neutralise.ts";
import type { ContractReport, Finding } from "../report/report.ts";
import { isAccepted, roots } from "../report/roots.ts";
import { annotation, type Kind, kinds } from "./commands.ts";

/** Where the files of a report lie, and what GitHub's paths start from. Absolute. */
export interface Folders {
  readonly configuration: string;
  readonly workspace: string;
}

/** What is told of one contract. */
type Told = Pick<ContractReport, "vendor" | "findings" | "unknown">;

/** Workflow commands that show a report on the run's page, the severest first: as many as GitHub shows, and how many more. */
export function annotations({ contracts }: { readonly contracts: readonly Told[] }, folders: Folders): string[] {
  const all: Record<Kind, string[]> = { error: [], warning: [], notice: [] };
  for (const { vendor, findings } of contracts) {
    for (const { entry } of roots(findings.filter((finding) => !isAccepted(finding)))) {
      all[kinds[entry.level]].push(ofFinding(vendor, entry, folders));
    }
  }
  all.warning.push(...contracts.filter(({ unknown }) => unknown.length > 0).map(ofUnknown));
  return fitting(all);
}

function ofFinding(vendor: string, finding: Finding, { configuration, workspace }: Folders): string {
  const subject = finding.operation ? operationName(finding.operation) : "the whole contract";
  const title = `${vendor}: ${finding.rule} (${finding.verdict})`;
  const where = finding.impact[0] ?? finding.location.base;
  return annotation(
    kinds[finding.level],
    oneLine(`${subject}: ${finding.text}. ${finding.todo}`),
    oneLine(title),
    where && inWorkspace(where, configuration, workspace),
  );
}

function ofUnknown({ vendor, unknown }: Told): string {
  const named = unknown.map(({ operation, cause }) =>
    operation ? `${operationName(operation)} (${cause})` : `the whole contract (${cause})`,
  );
  return annotation("warning", oneLine(`Not checked: ${someOf(named, 5)}`), oneLine(`${vendor}: unknown`));
}

/** A place as GitHub's pages name it, from the workspace; none for what lies outside of it, where they show nothing. */
export function inWorkspace({ file, line, column }: Where, from: string, workspace: string): Where | undefined {
  if (/^[a-z+]+:/i.test(file) && !/^[a-z]:[\\/]/i.test(file)) return undefined; // a URL, and no drive
  const path = relative(workspace, resolve(from, file)).replaceAll("\\", "/");
  if (path.startsWith("../") || path === "") return undefined;
  return { file: path, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}

/** GitHub shows ten annotations of a kind and step, and drops the rest without a word: so the last notice counts them. */
function fitting(all: Readonly<Record<Kind, readonly string[]>>): string[] {
  const shown = { error: all.error.slice(0, 10), warning: all.warning.slice(0, 10), notice: all.notice.slice(0, 9) };
  const left = (Object.keys(shown) as Kind[])
    .map((kind) => ({ kind, count: all[kind].length - shown[kind].length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => counted(count, `more ${kind}`));
  const more = `And ${left.join(", ")}: the summary of this job lists all of them.`;
  return [
    ...shown.error,
    ...shown.warning,
    ...shown.notice,
    ...(left.length > 0 ? [annotation("notice", more, "driftpin")] : []),
  ];
}
