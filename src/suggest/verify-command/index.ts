import { type Runtime, ScratchError } from "../../runtime/index.ts";
import type { Suggestion } from "../suggestion.ts";
import { type Failure, failuresOf } from "./failure.ts";
import { type Patch, patchesOf } from "./patch.ts";
import { isPullRequest } from "./pull-request.ts";
import { runner } from "./run.ts";
import type { TeamCommand } from "./team-command.ts";

/**
 * What becomes of suggestions when the team's own command has its say; those that are not in the answer stay as they are.
 * What the compiler verified stays so if the command passes with all of it in place, in a scratch worktree; a patch with
 * which it fails, or of which it can say nothing, becomes likely, and says why. Nothing is run where there is nothing to
 * verify, nor for a pull request, whose configuration may be a stranger's.
 */
export async function verifyByCommand(
  suggestions: readonly Suggestion[],
  command: TeamCommand,
  runtime: Runtime,
): Promise<ReadonlyMap<Suggestion, Suggestion>> {
  const patches = patchesOf(suggestions);
  const failures = await failuresIn(patches, command, runtime);
  return new Map(
    patches.flatMap((patch) => patch.suggestions.map((one) => [one, judged(one, failures.get(patch))] as const)),
  );
}

async function failuresIn(
  patches: readonly Patch[],
  command: TeamCommand,
  runtime: Runtime,
): Promise<ReadonlyMap<Patch, Failure>> {
  if (patches.length === 0) return new Map();
  if (isPullRequest(runtime.env)) return unknown(patches, "is not run for pull requests");
  const task = runtime.progress.start(`running ${command.command}`);
  try {
    return await failuresOf(patches, await runner(patches, command, runtime));
  } catch (error) {
    if (error instanceof ScratchError) return unknown(patches, `could not be run: ${error.message}`);
    throw error;
  } finally {
    task.end();
  }
}

function unknown(patches: readonly Patch[], why: string): ReadonlyMap<Patch, Failure> {
  return new Map(patches.map((patch) => [patch, { command: "unknown", why }]));
}

function judged(suggestion: Suggestion, failure: Failure | undefined): Suggestion {
  if (failure === undefined) return { ...suggestion, command: "passes" };
  const { command, why, output } = failure;
  return {
    ...suggestion,
    applicability: "likely",
    text: `${suggestion.text} The team's verify command ${why}.`,
    command,
    ...(output !== undefined && { output }),
  };
}
