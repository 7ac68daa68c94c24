import type { Runtime } from "../../runtime/index.ts";

/** Whether this runs for a pull request, by what GitHub, GitLab, Bitbucket and Azure say of it. */
export function isPullRequest(env: Runtime["env"]): boolean {
  return /^pull_request/.test(env.GITHUB_EVENT_NAME ?? "") || variables.some((name) => Boolean(env[name]));
}

const variables = ["CI_MERGE_REQUEST_IID", "BITBUCKET_PR_ID", "SYSTEM_PULLREQUEST_PULLREQUESTID"];
