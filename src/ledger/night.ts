import type { Unknown } from "../drift/finding.ts";
import type { Decided } from "../policy/index.ts";

/** What a run found out about one vendor. */
export interface Night {
  readonly vendor: string;
  readonly findings: readonly Decided[];
  readonly unknown: readonly Unknown[];
}
