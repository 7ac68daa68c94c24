import { inspect } from "node:util";
import { DriftpinError, UsageError, type Where } from "../errors.ts";
import { list, paragraph, quoted, serialise, strong, words } from "../report/mdast.ts";
import { printable, withoutCommands } from "../report/neutralise.ts";
import type { Runtime } from "../runtime/index.ts";
import { Interrupted } from "../runtime/interrupt.ts";
import { inWorkspace } from "./annotations.ts";
import { annotation } from "./commands.ts";
import type { Step } from "./step.ts";

/** Tells why a step ended early, in its log and its summary, and resolves to what the process ends with. */
export async function failed(thrown: unknown, { signal, print }: Step, runtime: Runtime): Promise<number> {
  if (signal.reason instanceof Interrupted) {
    const { message, exitCode } = signal.reason;
    print(message);
    await toSummary("Interrupted", ["Nothing was cleared up: the next run goes on from what GitHub holds."], runtime);
    return exitCode;
  }
  if (!(thrown instanceof DriftpinError)) print(withoutCommands(printable(inspect(thrown))));
  const message = thrown instanceof DriftpinError ? thrown.message : `a defect of driftpin's own: ${thrown}`;
  print(annotation("error", message, "driftpin", placeOf(thrown, runtime)));
  await toSummary("The run ended early", message.split("\n"), runtime);
  return thrown instanceof UsageError ? 2 : 3;
}

function placeOf(thrown: unknown, { cwd, env }: Runtime): Where | undefined {
  if (!(thrown instanceof DriftpinError) || thrown.where === undefined) return undefined;
  return inWorkspace(thrown.where, cwd, env.GITHUB_WORKSPACE ?? cwd);
}

async function toSummary(title: string, lines: readonly string[], { env, files }: Runtime): Promise<void> {
  if (!env.GITHUB_STEP_SUMMARY) return;
  const blocks = [paragraph(strong(words(title))), list(lines.map((line) => [quoted(line)]))];
  await files.append(env.GITHUB_STEP_SUMMARY, `${serialise(blocks)}\n`);
}
