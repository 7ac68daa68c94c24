import type { Desk } from "./desk.ts";
import { once } from "./github/once.ts";
import { troubleOf } from "./github/trouble.ts";
import { isOurs } from "./ours.ts";

/** Says something once on an issue or a pull request: a comment that is there already, from a run that was cut short, is not repeated. */
export async function comment(desk: Desk, number: number, key: string, text: string): Promise<void> {
  const { octokit, repository } = desk.github;
  const first = `<!-- drift:comment ${key} -->`;
  const said = () => hasComment(desk, number, first);
  if (await said()) return;
  const send = async () => {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    await octokit.request(route, { ...repository, issue_number: number, body: `${first}\n${text}` });
    return true;
  };
  try {
    await once(send, async () => (await said()) || undefined, desk.runtime);
  } catch (error) {
    // People locked the conversation; the issue itself may still be changed.
    if (troubleOf(error, desk.runtime.clock)?.kind !== "locked") throw error;
  }
}

async function hasComment({ github, ours }: Desk, number: number, first: string): Promise<boolean> {
  const comments = await github.octokit.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...github.repository,
    issue_number: number,
    per_page: 100,
  });
  return comments.some(({ body, user }) => isOurs(user?.login, ours.authors) && (body ?? "").startsWith(first));
}
