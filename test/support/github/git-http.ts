import { gunzipSync } from "node:zlib";
import { type GitAnswer, type GitRequest, gitBackend } from "../git-backend.ts";
import { actorOf } from "./answering.ts";
import { type Bare, bareRepository } from "./git/bare.ts";
import { type Rejection, refsOfPush, reportOf } from "./git/report.ts";
import { may } from "./permissions.ts";
import { moveRef } from "./refs.ts";
import { forbiddenWorkflow, type RefUpdate, violations } from "./rules.ts";
import type { Actor, State } from "./state.ts";

/** Git's own door to the repository. */
export interface GitHttp {
  /** Whether a request is git's. */
  readonly isFor: (url: string) => boolean;
  answer(asked: GitRequest): Promise<GitAnswer>;
  close(): Promise<void>;
}

/**
 * Answers git's smart HTTP at `/<owner>/<repo>.git` by git itself, on a bare repository that is made when it is first
 * needed. Only one request at a time: what is pushed is taken over before anything else is looked at.
 */
export function gitHttp(state: State): GitHttp {
  const name = `${state.owner}/${state.repo}`;
  const prefix = new RegExp(`^/${name}(?:\\.git)?(?=/(?:info/refs|git-upload-pack|git-receive-pack)(?:$|\\?))`);
  let repository: Promise<Bare> | undefined;

  return {
    isFor: (url) => prefix.test(url),
    async answer(asked) {
      const actor = actorOf(state, asked.headers.authorization);
      const pushes = asked.url.includes("git-receive-pack");
      const refusal = pushes ? notPushed(state, actor) : unknown(asked, actor);
      if (refusal) return refusal;
      repository ??= bareRepository(name, state.defaultBranch);
      const bare = await repository;
      await bare.write(state);
      const here = { ...asked, url: asked.url.replace(prefix, `/${name}.git`) };
      const answered = await gitBackend(bare.root, here, pushes ? actor?.login : undefined);
      return pushes && actor && asked.method === "POST" ? takenOver(state, actor, asked, answered, bare) : answered;
    },
    close: async () => (await repository)?.remove(),
  };
}

/** Takes over what git let through, as far as GitHub's rules let it through, too. */
async function takenOver(
  state: State,
  actor: Actor,
  asked: GitRequest,
  answered: GitAnswer,
  bare: Bare,
): Promise<GitAnswer> {
  const { objects, refs } = await bare.read();
  for (const [id, object] of objects) state.objects.set(id, object);
  const updates = [...new Set([...state.refs.keys(), ...refs.keys()])]
    .map((ref): RefUpdate => ({ ref, before: state.refs.get(ref), after: refs.get(ref) }))
    .filter(({ before, after }) => before !== after);
  const rejections = updates.flatMap((update) => rejected(state, actor, update));
  for (const { ref, after } of updates) {
    if (!rejections.some((rejection) => rejection.ref === ref)) moveRef(state, ref, after);
  }
  if (rejections.length === 0) return answered;
  const body = asked.headers["content-encoding"] === "gzip" ? gunzipSync(asked.body) : asked.body;
  const wanted = refsOfPush(body);
  const stale = wanted.filter((ref) => !updates.some((update) => update.ref === ref));
  const refused = stale.map((ref) => ({ ref, reason: "failed to update ref", told: [] }));
  return { ...answered, body: reportOf(wanted, [...rejections, ...refused]) };
}

function rejected(state: State, actor: Actor, update: RefUpdate): Rejection[] {
  const { ref } = update;
  const broken = violations(state, update);
  if (broken.length > 0) {
    const page = `https://github.com/${state.owner}/${state.repo}/rules?ref=${encodeURIComponent(ref)}`;
    const told = [
      `error: GH013: Repository rule violations found for ${ref}.`,
      `Review all repository rules at ${page}`,
      "",
      ...broken.flatMap((sentence) => [`- ${sentence}`, ""]),
    ];
    return [{ ref, reason: "push declined due to repository rule violations", told }];
  }
  const workflow = forbiddenWorkflow(state, actor, update);
  if (workflow === undefined) return [];
  const kind = actor.bot ? "a GitHub App" : "a Personal Access Token";
  const reason = `refusing to allow ${kind} to create or update workflow \`${workflow}\` without \`workflows\` permission`;
  return [{ ref, reason, told: [] }];
}

function notPushed(state: State, actor: Actor | undefined): GitAnswer | undefined {
  if (!actor) return unauthorised;
  const name = `${state.owner}/${state.repo}.git`;
  if (!may(actor, "contents", "write")) return said(403, `Permission to ${name} denied to ${actor.login}.`);
  return state.archived ? said(403, "This repository was archived so it is read-only.") : undefined;
}

function unknown({ headers }: GitRequest, actor: Actor | undefined): GitAnswer | undefined {
  if (!actor) return headers.authorization === undefined ? undefined : unauthorised;
  return may(actor, "contents", "read") ? undefined : said(403, "Write access to repository not granted.");
}

function said(status: number, text: string, headers: Readonly<Record<string, string>> = {}): GitAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body: Buffer.from(text) };
}

const unauthorised = said(401, "Bad credentials", { "www-authenticate": 'Basic realm="GitHub"' });
