import type { Runtime } from "../../runtime/index.ts";
import type { Ending, Note } from "../publication.ts";
import { DeferredError } from "./patience.ts";
import { type Trouble, troubleOf } from "./trouble.ts";

/** What an error means for the action that met it. */
export interface Setback {
  readonly ending: Ending;
  /** Whether everything after it would meet the same. */
  readonly halts: boolean;
  readonly note: Note;
}

/** Undefined for what is no refusal of GitHub's, and no ^C: a defect of ours. */
export function setback(
  error: unknown,
  name: string,
  { clock, signal }: Pick<Runtime, "clock" | "signal">,
): Setback | undefined {
  if (signal.aborted && error === signal.reason) return { ending: "deferred", halts: true, note: interruption };
  if (error instanceof DeferredError) return { ending: "deferred", halts: true, note: deferral };
  const trouble = troubleOf(error, clock);
  return trouble && { ...weight(trouble), note: noteOf(trouble, name, error) };
}

/** Something that only costs time. */
export const deferral: Note = {
  level: "warning",
  text: "GitHub's rate limit leaves no room for the rest of the plan.",
  todo: "nothing: the next run resumes where this one stopped",
};

const interruption: Note = {
  level: "warning",
  text: "The run was interrupted before all of the plan was carried out.",
  todo: "nothing: the next run resumes where this one stopped",
};

/** The line for a workflow that grants what GitHub's header `x-accepted-github-permissions` asks for. */
export function missingPermission(permissions: string | undefined): Note {
  // Alternatives are separated by semicolons, what is needed together by commas: `issues=write; pull_requests=write`.
  const [alternative = ""] = (permissions ?? "issues=write").split(";");
  const grants = alternative.split(",").map((grant) => grant.trim().replaceAll("_", "-").replace("=", ": "));
  const lacks = grants.join(", ");
  return {
    level: "error",
    text: "The token is not permitted to write what the plan says.",
    todo: `add to the workflow: permissions: { ${lacks} }`,
    lacks,
  };
}

function weight({ kind }: Trouble): Pick<Setback, "ending" | "halts"> {
  if (kind === "limited") return { ending: "deferred", halts: true };
  if (kind === "gone") return { ending: "dropped", halts: false };
  return ["invalid", "unavailable", "other", "locked"].includes(kind)
    ? { ending: "failed", halts: false }
    : { ending: "refused", halts: true };
}

function noteOf(trouble: Trouble, name: string, error: unknown): Note {
  switch (trouble.kind) {
    case "limited":
      return deferral;
    case "forbidden":
      return missingPermission(trouble.permissions);
    case "unauthorised":
      return { level: "error", text: "GitHub no longer accepts the token." };
    case "archived":
      return { level: "warning", text: "The repository is archived: nothing can be written." };
    case "issues-disabled":
      return { level: "warning", text: "Issues are disabled in the repository: nothing can be written." };
    case "gone":
      return { level: "warning", text: `The issue of ${name} was deleted or transferred.` };
    default:
      return { level: "error", text: `GitHub did not carry out what ${name} needs: ${message(error)}` };
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
