import type { Config } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";
import type { Finding } from "../report/report.ts";
import { unifiedDiff } from "../suggest/diff.ts";
import { applied, byFile, distinct, isConflict } from "../suggest/edits.ts";
import type { Edit, Suggestion } from "../suggest/suggestion.ts";
import { textsOf } from "../suggest/texts.ts";
import { type CheckOptions, checkContracts } from "./index.ts";

/** One suggestion, and the drift that it is for. */
export interface Suggested extends Suggestion {
  readonly vendor: string;
  readonly operation?: Operation;
  readonly rule: string;
  readonly fingerprint: string;
  /** Whether its edits are in the patch: where two change one place differently, the more certain one is. */
  readonly isTaken: boolean;
}

/** What the team can do about tonight's drift: what `driftpin suggest` prints. */
export interface Suggestions {
  readonly schemaVersion: 1;
  readonly suggestions: readonly Suggested[];
  /** All patches that were taken, as one unified diff, with paths from the configuration's folder. */
  readonly patch: string;
  /** The files that the patch changes, as they are to be; not printed, but what writing writes. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  /** How much could not be checked: what drifted there is not told. */
  readonly unknown: number;
}

/** What to suggest. */
export interface SuggestOptions extends CheckOptions {
  /** Whether patches that were not verified are left out. */
  readonly verifiedOnly?: boolean | undefined;
  /** Suggest compat shims wherever they can be made, instead of patches for each place. */
  readonly compat?: boolean | undefined;
}

/**
 * Looks at vendors as a check does, and gives the patches for the team's code. The ledger is told nothing.
 * @throws UsageError as `check` does
 */
export async function suggestions(
  config: Config,
  { verifiedOnly = false, ...options }: SuggestOptions,
): Promise<Suggestions> {
  const checked = await checkContracts(config, options);
  const all = checked.flatMap(({ report }) =>
    report.findings.filter(({ accepted }) => !accepted).flatMap((found) => ofFinding(found, report.vendor)),
  );
  const told = taken(verifiedOnly ? all.filter(({ applicability }) => applicability === "verified") : all);
  const edits = distinct(told.flatMap((one) => (one.isTaken ? (one.edits ?? []) : [])));
  const texts = await textsOf(edits, config.folder, options.runtime);
  return {
    schemaVersion: 1,
    suggestions: told,
    patch: unifiedDiff(edits, (file) => texts.get(file)),
    files: [...byFile(edits)].map(([file, own]) => ({ file, text: applied(texts.get(file) ?? "", own) })),
    unknown: checked.reduce((sum, { report }) => sum + report.unknown.length, 0),
  };
}

type Offered = Omit<Suggested, "isTaken">;

function ofFinding({ operation, rule, fingerprint, suggestions }: Finding, vendor: string): Offered[] {
  return suggestions.map((one) => ({ ...one, vendor, ...(operation && { operation }), rule, fingerprint }));
}

/** In the order given, the verified ones first: each that does not change a place that another one changes otherwise. */
function taken(offered: readonly Offered[]): Suggested[] {
  const chosen = new Set<Offered>();
  const edits: Edit[] = [];
  const inOrder = (["verified", "likely", "placeholder"] as const).flatMap((applicability) =>
    offered.filter((one) => one.applicability === applicability),
  );
  for (const one of inOrder) {
    const own = one.edits ?? [];
    if (own.length === 0 || isConflict([...edits, ...own])) continue;
    chosen.add(one);
    edits.push(...own);
  }
  return offered.map((one) => ({ ...one, isTaken: chosen.has(one) }));
}
