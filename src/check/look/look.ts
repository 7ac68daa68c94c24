import type { ContractReport } from "../../report/report.ts";
import type { Candidate } from "../proposal/candidate.ts";

/** What one look at a contract came to, or two that agree. */
export interface Look {
  readonly report: ContractReport;
  /** What could become its new pin; absent where nothing drifted, or the published description could not be had. */
  readonly candidate?: Candidate;
  /** Milliseconds that it took, waits included. */
  readonly tookMs: number;
}
