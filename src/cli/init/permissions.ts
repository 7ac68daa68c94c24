import type { Publish } from "../../config/schema.ts";

/** What the token of the run has to be allowed for what the configuration asks; a scope that is not named is not granted. */
export function permissions({ repository, pullRequests, dispatch }: Publish): Readonly<Record<string, Access>> {
  if (repository !== undefined) return { contents: "read" }; // another repository is written with a token of its own
  const startsWorkflows = dispatch.some(({ kind }) => kind === "workflow");
  const writesContents = pullRequests || dispatch.some(({ kind }) => kind === "event");
  return {
    ...(startsWorkflows && { actions: "write" }),
    contents: writesContents ? "write" : "read",
    issues: "write",
    ...(pullRequests && { "pull-requests": "write" }),
  };
}

type Access = "read" | "write";
