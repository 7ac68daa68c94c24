import PQueue from "p-queue";
import type { Config } from "../../config/schema.ts";
import type { ContractReport } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { verifyByCommand } from "../../suggest/verify-command/index.ts";
import type { TeamCommand } from "../../suggest/verify-command/team-command.ts";

/** What says whether patches are good, beside the compiler. */
export interface Verifying extends Pick<Config, "folder" | "verify"> {
  /** Names of the environment variables that the configuration takes its secrets from. */
  readonly secrets: readonly string[];
}

/** Has the patches of a report verified by the team's own command. */
export type Verifier = (report: ContractReport) => Promise<ContractReport>;

/** One contract after the other: tests want the machine, and its ports, for themselves. */
export function verifier({ verify, folder, secrets }: Verifying, runtime: Runtime): Verifier {
  if (verify === undefined) return async (report) => report;
  const queue = new PQueue({ concurrency: 1 });
  return (report) => queue.add(() => verified(report, { ...verify, folder, secrets }, runtime));
}

async function verified(report: ContractReport, command: TeamCommand, runtime: Runtime): Promise<ContractReport> {
  runtime.signal.throwIfAborted();
  const all = report.findings.flatMap(({ suggestions }) => suggestions);
  const judged = await verifyByCommand(all, command, runtime);
  const findings = report.findings.map((finding) => ({
    ...finding,
    suggestions: finding.suggestions.map((one) => judged.get(one) ?? one),
  }));
  return { ...report, findings };
}
