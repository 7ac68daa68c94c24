/**
 * Everything that publishing asks of GitHub. The one list of it: driftpin's own pin of GitHub's description covers these
 * operations, and the stand-in of the tests answers no others.
 */
export const operations = [
  "GET /repos/{owner}/{repo}",
  "GET /repos/{owner}/{repo}/issues",
  "POST /repos/{owner}/{repo}/issues",
  "GET /repos/{owner}/{repo}/issues/{issue_number}",
  "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "GET /repos/{owner}/{repo}/assignees/{assignee}",
  "POST /repos/{owner}/{repo}/labels",
  "GET /user",
] as const;
