import { compare } from "../git/history.ts";
import { branchRef, type PullRequest, pullsOf } from "../refs.ts";
import { invalid, type Reply, refused } from "../replies.ts";
import { openIssue, type State } from "../state.ts";
import { edited, malformed, openFor } from "./editing.ts";
import { type Asked, paged, type Routes } from "./route.ts";

/** Pull requests. */
export const pullRoutes: Routes = {
  "GET /repos/{owner}/{repo}/pulls"(asked, state, bodies) {
    const { query } = asked;
    const found = pullsOf(state)
      .filter((issue) => query.state === "all" || issue.state === (query.state ?? "open"))
      .filter(({ pull }) => query.base === undefined || pull.base === query.base)
      // GitHub ignores a head that does not name its owner.
      .filter(({ pull }) => !query.head?.includes(":") || query.head === `${state.owner}:${pull.head}`)
      .reverse(); // newest first
    return paged(query.direction === "asc" ? found.reverse() : found, asked, bodies.listedPull);
  },

  "POST /repos/{owner}/{repo}/pulls"({ actor, body }, state, bodies) {
    const head = String(body.head).replace(`${state.owner}:`, "");
    const base = String(body.base);
    const refusal =
      (actor.login === "github-actions[bot]" && !state.actionsMayOpenPulls
        ? refused(403, "GitHub Actions is not permitted to create or approve pull requests.")
        : malformed("PullRequest", body)) ?? notOpened(state, head, base);
    if (refusal) return refusal;
    const [sha = "", baseSha = ""] = [state.refs.get(branchRef(head)), state.refs.get(branchRef(base))];
    const issue = openIssue(state, {
      author: actor.login,
      title: String(body.title),
      body: String(body.body ?? ""),
      pull: { head, base, sha, baseSha, draft: body.draft === true },
    });
    return withPull(state, issue.number, (opened) => ({ status: 201, body: bodies.pull(opened) }));
  },

  "GET /repos/{owner}/{repo}/pulls/{pull_number}": (asked, state, bodies) =>
    withPull(state, numberOf(asked), (issue) => ({ status: 200, body: bodies.pull(issue) })),

  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": (asked, state, bodies) =>
    withPull(state, numberOf(asked), (issue) => {
      const base = asked.body.base === undefined ? issue.pull.base : String(asked.body.base);
      const baseSha = state.refs.get(branchRef(base));
      if (asked.body.base !== undefined && baseSha === undefined) return invalid("PullRequest", "base", "invalid");
      const refusal = edited(state, issue, asked.body);
      if (refusal) return refusal;
      if (issue.state === "open") Object.assign(issue.pull, { base, baseSha: baseSha ?? issue.pull.baseSha });
      return { status: 200, body: bodies.pull(issue) };
    }),

  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": (asked, state, bodies) =>
    withPull(state, numberOf(asked), ({ pull }) => {
      const { mergeBase = pull.baseSha } = compare(state.objects, pull.baseSha, pull.sha);
      return paged(bodies.files(mergeBase, pull.sha), asked, (file) => file);
    }),

  "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits": (asked, state, bodies) =>
    withPull(state, numberOf(asked), ({ pull }) =>
      paged(compare(state.objects, pull.baseSha, pull.sha).ahead, asked, bodies.commit),
    ),
};

function notOpened(state: State, head: string, base: string): Reply | undefined {
  const sha = state.refs.get(branchRef(head));
  const baseSha = state.refs.get(branchRef(base));
  if (sha === undefined) return invalid("PullRequest", "head", "invalid");
  if (baseSha === undefined) return invalid("PullRequest", "base", "invalid");
  const no = (message: string) => invalid("PullRequest", undefined, "custom", message);
  if (openFor(state, head, base).length > 0) {
    return no(`A pull request already exists for ${state.owner}:${head}.`);
  }
  const { ahead, mergeBase } = compare(state.objects, baseSha, sha);
  if (mergeBase === undefined) return no(`The ${head} branch has no history in common with ${base}`);
  return ahead.length === 0 ? no(`No commits between ${base} and ${head}`) : undefined;
}

function numberOf({ parameters }: Asked): number {
  return Number(parameters.pull_number);
}

function withPull(state: State, wanted: number, answer: (issue: PullRequest) => Reply): Reply {
  const found = pullsOf(state).find(({ number }) => number === wanted);
  return found ? answer(found) : refused(404, "Not Found");
}
