import type { Publish } from "../../config/schema.ts";

/** What the token of the run has to be allowed for what the configuration asks; a scope that is not named is not granted. */
export function permissions({ repository, pullRequests }: Publish): Readonly<Record<string, "read" | "write">> {
  if (repository !== undefined) return { contents: "read" }; // another repository is written with a token of its own
  return pullRequests
    ? { contents: "write", issues: "write", "pull-requests": "write" }
    : { contents: "read", issues: "write" };
}
