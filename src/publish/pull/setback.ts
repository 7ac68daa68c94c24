import { UsageError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import { GraphQLError } from "../github/graphql.ts";
import { missingPermission, type Setback, setback } from "../github/setback.ts";
import { troubleOf } from "../github/trouble.ts";
import type { Note } from "../publication.ts";
import { LeaseError, type Refusal, RefusedError } from "./way.ts";
import { GitFailedError } from "./way-git.ts";

/** What an error means for the pull request that met it; undefined for a defect of ours. */
export function pullSetback(
  error: unknown,
  name: string,
  runtime: Pick<Runtime, "clock" | "signal">,
): Setback | undefined {
  if (error instanceof LeaseError) {
    return {
      ending: "dropped",
      halts: false,
      note: warning(`${error.branch} changed while this ran; the next run looks again.`),
    };
  }
  if (error instanceof RefusedError) return refused(error.refusal, name);
  if (error instanceof UsageError) {
    return { ending: "refused", halts: true, note: { level: "error", text: error.message } };
  }
  if (error instanceof GraphQLError || error instanceof GitFailedError) {
    if (/not accessible/i.test(error.message)) {
      return { ending: "refused", halts: true, note: missingPermission("contents=write,pull_requests=write") };
    }
    const text = `GitHub did not carry out what the pull request of ${name} needs: ${error.message}`;
    return { ending: "failed", halts: false, note: { level: "error", text } };
  }
  if (troubleOf(error, runtime.clock)?.kind === "gone") {
    return {
      ending: "dropped",
      halts: false,
      note: warning(`What the pull request of ${name} needs is no longer there.`),
    };
  }
  return setback(error, name, runtime);
}

function refused(refusal: Refusal, name: string): Setback {
  return {
    ending: "refused",
    halts: refusal.kind === "forbidden" || refusal.kind === "archived",
    note: noteOf(refusal, name),
  };
}

function noteOf(refusal: Refusal, name: string): Note {
  switch (refusal.kind) {
    case "ruleset":
      return {
        ...warning(
          `A rule of the repository refuses the branch of ${name}, so there is only its issue: ${refusal.rule}`,
        ),
        todo: "exempt branches that start with driftpin/ from that rule",
      };
    case "signatures":
      return {
        ...warning(`The repository asks for signed commits, and GitHub does not sign those of this token (${name}).`),
        todo: "use the workflow's own token or an app's, with publish.commit-mode: api",
      };
    case "forbidden":
      return missingPermission("contents=write");
    case "archived":
      return warning("The repository is archived: nothing can be written.");
    case "workflows":
      return warning(`What ${name} needs would change a workflow, which driftpin never does.`);
  }
}

function warning(text: string): Note {
  return { level: "warning", text };
}
