import type { Unknown } from "../drift/finding.ts";
import type { Decided } from "../policy/index.ts";

/** What the ledger notes of a finding. */
export type Noted = Pick<Decided, "fingerprint" | "rule" | "level" | "verdict" | "operation" | "text" | "accepted">;

/** What a run found out about one vendor. */
export interface Night {
  readonly vendor: string;
  readonly findings: readonly Noted[];
  readonly unknown: readonly Unknown[];
}
