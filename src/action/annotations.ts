import { relative, resolve } from "node:path";
import type { Level } from "../config/level.ts";
import { operationName } from "../contract/operations.ts";
import type { Where } from "../errors.ts";
import { oneLine } from "../report/neutralise.ts";
import type { CheckReport, Finding } from "../report/report.ts";
import { isAccepted, roots } from "../report/roots.ts";
import { annotation, kinds } from "./commands.ts";

/** Where the files of a report lie, and what GitHub's paths start from. Absolute. */
export interface Folders {
  readonly configuration: string;
  readonly workspace: string;
}

/** Workflow commands that show a report's findings on the run's page, the severest first: as many as GitHub shows. */
export function annotations({ contracts }: CheckReport, folders: Folders): string[] {
  const shown: Record<Level, string[]> = { breaking: [], warning: [], info: [] };
  for (const { vendor, findings } of contracts) {
    for (const { entry } of roots(findings.filter((finding) => !isAccepted(finding)))) {
      shown[entry.level].push(annotationOf(vendor, entry, folders));
    }
  }
  return Object.values(shown).flatMap((commands) => commands.slice(0, shownPerKind));
}

function annotationOf(vendor: string, finding: Finding, folders: Folders): string {
  const subject = finding.operation ? operationName(finding.operation) : "the whole contract";
  const title = `${vendor}: ${finding.rule} (${finding.verdict})`;
  return annotation(
    kinds[finding.level],
    oneLine(`${subject}: ${finding.text}. ${finding.todo}`),
    oneLine(title),
    at(finding, folders),
  );
}

/** The first line of code that it reaches, else the pin; GitHub shows nothing outside the workspace. */
function at({ impact: [code], location: { base } }: Finding, { configuration, workspace }: Folders): Where | undefined {
  const where = code ?? base;
  if (where === undefined) return undefined;
  const file = relative(workspace, resolve(configuration, where.file)).replaceAll("\\", "/");
  if (file.startsWith("../")) return undefined;
  return {
    file,
    ...(where.line === undefined ? {} : { line: where.line }),
    ...(where.column === undefined ? {} : { column: where.column }),
  };
}

/** GitHub shows ten annotations of a kind and step, and drops the rest without a word. */
const shownPerKind = 10;
