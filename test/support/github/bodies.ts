import { type GitBodies, gitBodies } from "./bodies/git.ts";
import { type IssueBodies, issueBodies } from "./bodies/issue.ts";
import { type PullBodies, pullBodies } from "./bodies/pull.ts";
import type { Description } from "./description.ts";
import type { State } from "./state.ts";

/** Bodies start from the examples of GitHub's description, and say what the state says. */
export type Bodies = IssueBodies & GitBodies & PullBodies;

export function bodies(description: Description, state: State, api: string): Bodies {
  const issues = issueBodies(description, state, api);
  const git = gitBodies(description, state, api);
  return { ...issues, ...git, ...pullBodies(description, state, api, issues, git) };
}
