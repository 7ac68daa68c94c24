import type { Config } from "../config/schema.ts";
import { fileOf, writeAccepted } from "../contract/store.ts";
import type { ContractReport, Finding } from "../report/report.ts";
import { isAccepted } from "../report/roots.ts";
import { requireFindings, requireKnown } from "./accept/findings.ts";
import { requireReason } from "./accept/reason.ts";
import { type CheckOptions, checkContracts } from "./index.ts";

/** What to accept, and why. */
export interface AcceptOptions extends CheckOptions {
  /** One line, for whoever reads the pin. */
  readonly reason: string;
  /** Accept what the same changes come to elsewhere in the contract as well. Default: only what is named. */
  readonly everywhere?: boolean | undefined;
}

/** A finding that was accepted. */
export interface AcceptedFinding extends Pick<Finding, "rule" | "level" | "text" | "fingerprint"> {
  readonly operation?: Finding["operation"];
  /** The reason that it had until now, where it was accepted before. */
  readonly before?: string;
}

/** What was accepted of one vendor. */
export interface AcceptResult {
  readonly vendor: string;
  readonly outcome: "written" | "unchanged";
  /** The pin that holds it, from the configuration's folder. */
  readonly file: string;
  readonly reason: string;
  readonly findings: readonly AcceptedFinding[];
  /** What the same changes come to elsewhere, and is not accepted. */
  readonly open: readonly AcceptedFinding[];
}

/**
 * Takes findings as the new normal, by their fingerprints: the vendors are checked again, and the pins of those that have
 * them say so from now on. Contracts and baselines stay as they are pinned, no command of the team's runs, and the ledger is
 * told nothing. Nothing is written where any of them is not found.
 * @throws UsageError as `check` does; DP6601 for a reason that may not be written down; DP6602 to DP6604 for what no finding,
 * or more than one vendor has, and for what could not be checked. CouldNotCheckError DP6605 where what is named may be
 * among what could not be checked.
 */
export async function accept(
  config: Config,
  fingerprints: readonly string[],
  { reason: given, everywhere = false, ...options }: AcceptOptions,
): Promise<readonly AcceptResult[]> {
  const { runtime } = options;
  const reason = await requireReason(given, config, runtime);
  requireKnown(fingerprints);
  const checked = await checkContracts({ ...config, verify: undefined }, options);
  const reports = checked.map(({ report }) => report);
  const named = requireFindings(fingerprints, reports);
  const results: AcceptResult[] = [];
  for (const report of reports) {
    const own = report.findings.filter((finding) => named.has(finding));
    if (own.length === 0) continue;
    const beside = besides(own, report);
    const findings = distinct(everywhere ? [...own, ...beside] : own);
    const taken = findings.map(({ fingerprint }) => ({ fingerprint, reason }));
    results.push({
      vendor: report.vendor,
      outcome: await writeAccepted(config.folder, report.vendor, taken, runtime),
      file: fileOf(report.vendor, "pin.json"),
      reason,
      findings,
      open: everywhere ? [] : distinct(beside),
    });
  }
  return results;
}

/** Findings by the same changes that nobody has accepted. */
function besides(named: readonly Finding[], { findings }: ContractReport): Finding[] {
  const roots = new Set(named.map(({ root }) => root));
  const known = new Set(named.map(({ fingerprint }) => fingerprint));
  return findings.filter((one) => roots.has(one.root) && !known.has(one.fingerprint) && !isAccepted(one));
}

/** Each fingerprint once. */
function distinct(findings: readonly Finding[]): AcceptedFinding[] {
  return [...new Map([...findings].reverse().map((one) => [one.fingerprint, one])).values()].reverse().map(told);
}

function told({ rule, level, operation, text, fingerprint, accepted }: Finding): AcceptedFinding {
  return {
    rule,
    level,
    ...(operation && { operation }),
    text,
    fingerprint,
    ...(accepted && { before: accepted.reason }),
  };
}
