import PQueue from "p-queue";
import type { Config } from "../../config/schema.ts";
import type { ContractReport } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { verifyByCommand } from "../../suggest/verify-command/index.ts";
import type { NewText, TeamCommand } from "../../suggest/verify-command/team-command.ts";

/** What says whether patches are good, beside the compiler. */
export interface Verifying extends Pick<Config, "folder" | "verify"> {
  /** Names of the environment variables that the configuration takes its secrets from. */
  readonly secrets: readonly string[];
}

/** Has the patches of a report verified by the team's own command, beside the files of the pin that they are for. */
export type Verifier = (report: ContractReport, pin: readonly NewText[]) => Promise<ContractReport>;

/** One contract after the other: tests want the machine, and its ports, for themselves. */
export function verifier({ verify, folder, secrets }: Verifying, runtime: Runtime): Verifier {
  if (verify === undefined) return async (report) => report;
  const queue = new PQueue({ concurrency: 1 });
  return (report, beside) => queue.add(() => verified(report, { ...verify, folder, secrets, beside }, runtime));
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
