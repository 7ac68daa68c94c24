import { gzipSync } from "node:zlib";
import type { Invocation, Log, Notification, Result, Run } from "sarif";
import manifest from "../../package.json" with { type: "json" };
import { bySeverity } from "../policy/levels.ts";
import { counted } from "./headline.ts";
import { pretty } from "./json.ts";
import { neutraliseMessage } from "./neutralise.ts";
import type { CheckReport, ContractReport, DiffEntry, DiffReport, Finding } from "./report.ts";
import { openRoots, type Root, roots } from "./roots.ts";
import { missed, uncompared } from "./sarif-notifications.ts";
import { type Places, resultOf, ruleIdOf } from "./sarif-result.ts";
import { describedRules } from "./sarif-rules.ts";

/** What a SARIF file needs to know beside the report. */
export interface SarifOptions {
  /** Way from the repository's root to the folder that the report's files start from, with slashes; the root if absent. */
  readonly folder?: string | undefined;
}

/**
 * A report as SARIF 2.1.0, for GitHub's code scanning: a result for each root cause, at the place in the pin that it is
 * about. Every contract is an analysis of its own, so that one that is clean closes its alerts. What goes beyond GitHub's
 * limits is left out, the least severe first, and counted.
 * @see https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning
 */
export function sarif(report: CheckReport | DiffReport, { folder = "" }: SarifOptions = {}): string {
  const analyses = "contracts" in report ? ofCheck(report, folder) : [ofDiff(report, folder)];
  let text = "";
  for (const limit of limits) {
    text = pretty(logOf(analyses, limit));
    if (Buffer.byteLength(text) <= bytesLimit || gzipSync(text, { level: 1 }).byteLength <= bytesLimit) break;
  }
  return text;
}

/** What one run says, before limits. */
interface Analysis {
  /** Between `drift/` and a slash: what GitHub tells analyses apart by. Empty for what is the only one. */
  readonly category: string;
  readonly told: readonly Told[];
  readonly unknown: readonly Notification[];
}

interface Told {
  readonly root: Root<DiffEntry | Finding>;
  readonly places: Places;
}

/** GitHub refuses a file with more than 20 runs: a larger team's contracts share one. */
function ofCheck({ contracts }: CheckReport, folder: string): Analysis[] {
  const analyses = contracts.map((contract) => ofContract(contract, folder));
  if (analyses.length <= runsLimit) return analyses;
  const told = analyses.flatMap((analysis) => analysis.told).sort((a, b) => bySeverity(a.root.entry, b.root.entry));
  return [{ category: "", told, unknown: analyses.flatMap(({ unknown }) => unknown) }];
}

/** Without what was accepted: GitHub does not heed suppressions, and would open an alert for it. */
function ofContract({ vendor, findings, unknown }: ContractReport, folder: string): Analysis {
  const open = openRoots(findings);
  const places: Places = { kind: "pin", vendor, folder };
  return {
    category: vendor,
    told: open.map((root) => ({ root, places })),
    unknown: unknown.map((one) => missed(vendor, one)),
  };
}

function ofDiff({ changes, unknown }: DiffReport, folder: string): Analysis {
  const places: Places = { kind: "descriptions", folder };
  return {
    category: "diff",
    told: roots<DiffEntry>(changes).map((root) => ({ root, places })),
    unknown: unknown.map(uncompared),
  };
}

function logOf(analyses: readonly Analysis[], limit: number): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: analyses.map((analysis) => runOf(analysis, limit)),
  };
}

function runOf({ category, told, unknown }: Analysis, limit: number): Run {
  const shown = told.slice(0, limit);
  const rules = describedRules([...new Set(shown.map(({ root }) => root.entry.rule))]);
  const indices = new Map(rules.map(({ id }, i) => [id, i]));
  return {
    tool: { driver: { ...driver, rules } },
    automationDetails: { id: category === "" ? "drift/" : `drift/${category}/` },
    columnKind: "utf16CodeUnits",
    invocations: [invocation(unknown, told.length - shown.length)],
    results: shown.map(({ root, places }): Result => {
      const { rule } = root.entry;
      return { ruleIndex: indices.get(ruleIdOf(rule)) ?? -1, ...resultOf(root, places) };
    }),
  };
}

function invocation(unknown: readonly Notification[], leftOut: number): Invocation {
  const text = `${counted(leftOut, "more result")}, the least severe, did not fit here; the JSON report has everything.`;
  const shown = unknown.slice(0, notificationsLimit);
  return {
    executionSuccessful: unknown.length === 0,
    toolExecutionNotifications: [
      ...shown,
      ...(unknown.length > shown.length ? [noteOf(`${unknown.length - shown.length} more could not be checked.`)] : []),
      ...(leftOut > 0 ? [noteOf(text)] : []),
    ],
  };
}

function noteOf(text: string): Notification {
  return { level: "note", message: { text: neutraliseMessage(text) } };
}

const { name, version: semanticVersion, homepage } = manifest as typeof manifest & { readonly homepage?: string };
const driver = { name, semanticVersion, ...(homepage !== undefined && { informationUri: homepage }) };

const runsLimit = 20;
/** GitHub takes 25,000 results of a run and shows 5,000; where even these make too large a file, fewer. */
const limits = [5_000, 1_000, 200, 50];
const notificationsLimit = 1_000;
/** GitHub takes ten megabytes, compressed. */
const bytesLimit = 9_500_000;
