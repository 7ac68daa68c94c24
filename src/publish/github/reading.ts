import { CouldNotCheckError, UsageError } from "../../errors.ts";
import type { Clock, Runtime } from "../../runtime/index.ts";
import type { Repository } from "./client.ts";
import { DeferredError } from "./patience.ts";
import { missingPermission } from "./setback.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Reads from GitHub before anything is written: what fails here is told as a problem of the whole publication.
 * @throws UsageError (DP5003, DP5004) where repository, token or permission are wrong, CouldNotCheckError (DP5005) where
 * GitHub does not answer.
 */
export async function reading<T>({ owner, repo }: Repository, { clock }: Runtime, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const problem = problemOf(cause, `${owner}/${repo}`, clock);
    throw problem ?? cause;
  }
}

function problemOf(cause: unknown, name: string, clock: Clock): UsageError | CouldNotCheckError | undefined {
  const trouble = troubleOf(cause, clock);
  if (trouble === undefined && !(cause instanceof DeferredError)) return undefined;
  switch (trouble?.kind) {
    case "gone":
      return new UsageError("DP5003", {
        what: `GitHub knows no repository ${name} that this token may see`,
        todo: "check publish.repository or GITHUB_REPOSITORY, and what the token gives access to",
        cause,
      });
    case "unauthorised":
      return new UsageError("DP5004", {
        what: "GitHub does not accept the token",
        todo: "set GITHUB_TOKEN to a valid one",
        cause,
      });
    case "forbidden":
      return new UsageError("DP5004", {
        what: `the token may not read the issues of ${name}`,
        todo: missingPermission(trouble.permissions).todo,
        cause,
      });
    default:
      return new CouldNotCheckError("DP5005", {
        what: `the issues of ${name} could not be read: ${cause instanceof Error ? cause.message : String(cause)}`,
        todo: "nothing was written; run it again later",
        cause,
      });
  }
}
