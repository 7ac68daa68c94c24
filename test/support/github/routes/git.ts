import { commitAt, isAncestor } from "../git/history.ts";
import { type Commit, type Objects, putBlob, putCommit } from "../git/objects.ts";
import { type Leaf, leavesOf, treeOf } from "../git/tree.ts";
import { may } from "../permissions.ts";
import { commitNamed, moveRef } from "../refs.ts";
import { type Reply, refused } from "../replies.ts";
import { forbiddenWorkflow, isWorkflow, type RefUpdate, violations } from "../rules.ts";
import { type Actor, type State, signatureOf } from "../state.ts";
import { paged, type Routes } from "./route.ts";

/** The repository itself. */
export const gitRoutes: Routes = {
  "GET /repos/{owner}/{repo}/git/ref/{ref}"({ parameters }, state, bodies) {
    const name = `refs/${parameters.ref}`;
    return state.refs.has(name) ? { status: 200, body: bodies.ref(name) } : refused(404, "Not Found");
  },

  "GET /repos/{owner}/{repo}/git/matching-refs/{ref}"({ parameters }, state, bodies) {
    const found = [...state.refs.keys()].filter((name) => name.startsWith(`refs/${parameters.ref}`)).sort();
    return { status: 200, body: found.map(bodies.ref) };
  },

  "GET /repos/{owner}/{repo}/git/commits/{commit_sha}": ({ parameters }, state, bodies) =>
    withObject(state, parameters.commit_sha, "commit", (id) => ({ status: 200, body: bodies.gitCommit(id) })),

  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}"({ parameters, query }, state, bodies) {
    const { objects } = state;
    const id = commitNamed(state, parameters.tree_sha ?? "");
    const tree = id === undefined ? parameters.tree_sha : commitAt(objects, id).tree; // it takes a commit's id, too
    return withObject(state, tree, "tree", (found) => {
      return { status: 200, body: bodies.tree(found, query.recursive !== undefined) };
    });
  },

  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": ({ parameters }, state, bodies) =>
    withObject(state, parameters.file_sha, "blob", (id) => ({ status: 200, body: bodies.blob(id) })),

  "POST /repos/{owner}/{repo}/git/blobs"({ body }, state, bodies) {
    const encoding = body.encoding === "base64" ? "base64" : "utf8";
    const id = putBlob(state.objects, Buffer.from(String(body.content), encoding));
    const { sha, url } = bodies.blob(id) as { sha: string; url: string };
    return { status: 201, body: { sha, url } };
  },

  "POST /repos/{owner}/{repo}/git/trees"({ actor, body }, state, bodies) {
    const { base_tree: base, tree } = body as unknown as NewTree;
    const start = base === undefined ? new Map<string, Leaf>() : startingFrom(state, base);
    if (!start) return refused(422, "base_tree is not a valid tree oid");
    for (const entry of tree) {
      if (isWorkflow(entry.path) && !may(actor, "workflows", "write")) {
        const needs = { "x-accepted-github-permissions": "contents=write,workflows=write" };
        return refused(403, "Resource not accessible by integration", needs);
      }
      const refusal = placed(state.objects, start, entry);
      if (refusal) return refused(422, refusal);
    }
    return { status: 201, body: bodies.tree(treeOf(state.objects, start), false) };
  },

  "POST /repos/{owner}/{repo}/git/commits"({ actor, body }, state, bodies) {
    const { tree, parents = [] } = body as unknown as Commit;
    if (state.objects.get(tree)?.type !== "tree") return refused(422, "Tree SHA does not exist");
    if (parents.some((id) => state.objects.get(id)?.type !== "commit")) {
      return refused(422, "Parent SHA does not exist or is not a commit object");
    }
    const id = putCommit(state.objects, newCommit(state, actor, body as unknown as Commit));
    return { status: 201, body: bodies.gitCommit(id) };
  },

  "POST /repos/{owner}/{repo}/git/refs"({ actor, body }, state, bodies) {
    const ref = String(body.ref);
    if (!/^refs\/[^/]+\/[^\s~^:?*[\\]+$/.test(ref) || /\.\.|\/$|\.lock$|@\{/.test(ref)) {
      return refused(422, `${ref} is not a valid ref name.`);
    }
    if (state.refs.has(ref)) return refused(422, "Reference already exists");
    const refusal = moved(state, actor, { ref, before: undefined, after: String(body.sha) });
    return refusal ?? { status: 201, body: bodies.ref(ref) };
  },

  "PATCH /repos/{owner}/{repo}/git/refs/{ref}"({ actor, parameters, body }, state, bodies) {
    const ref = `refs/${parameters.ref}`;
    const [before, after] = [state.refs.get(ref), String(body.sha)];
    if (before === undefined) return refused(422, "Reference does not exist");
    const forward = state.objects.has(after) && isAncestor(state.objects, before, after);
    if (state.objects.has(after) && !forward && body.force !== true) {
      return refused(422, "Update is not a fast forward");
    }
    return moved(state, actor, { ref, before, after }) ?? { status: 200, body: bodies.ref(ref) };
  },

  "DELETE /repos/{owner}/{repo}/git/refs/{ref}"({ actor, parameters }, state) {
    const ref = `refs/${parameters.ref}`;
    const before = state.refs.get(ref);
    if (before === undefined) return refused(422, "Reference does not exist");
    return moved(state, actor, { ref, before, after: undefined }) ?? { status: 204 };
  },

  "GET /repos/{owner}/{repo}/compare/{basehead}"(asked, state, bodies) {
    const [base, head] = (asked.parameters.basehead ?? "").split("...").map((name) => commitNamed(state, name));
    if (base === undefined || head === undefined) return refused(404, "Not Found");
    const { files, ...comparison } = bodies.comparison(base, head);
    const reply = paged(comparison.commits, asked, (commit) => commit as object);
    const first = (asked.query.page ?? "1") === "1"; // only the first page lists the files
    return { ...reply, body: { ...comparison, commits: reply.body, ...(first ? { files } : {}) } };
  },

  "GET /repos/{owner}/{repo}/commits/{ref}"({ parameters }, state, bodies) {
    const id = commitNamed(state, parameters.ref ?? "");
    return id === undefined
      ? refused(422, `No commit found for SHA: ${parameters.ref}`)
      : { status: 200, body: bodies.commit(id) };
  },
};

interface NewTree {
  readonly base_tree?: string;
  readonly tree: readonly NewEntry[];
}

interface NewEntry {
  readonly path: string;
  readonly mode?: string;
  /** `null` takes the file away. */
  readonly sha?: string | null;
  readonly content?: string;
}

/** Moves a ref if its rules let the actor, or says why not. */
function moved(state: State, actor: Actor, update: RefUpdate): Reply | undefined {
  const { ref, after } = update;
  if (after !== undefined && state.objects.get(after)?.type !== "commit") return refused(422, "Object does not exist");
  const broken = violations(state, update);
  if (broken.length > 0) return refused(422, `Repository rule violations found\n\n${broken.join("\n\n")}\n\n`);
  if (forbiddenWorkflow(state, actor, update) !== undefined) {
    return refused(403, "Resource not accessible by integration");
  }
  moveRef(state, ref, after);
  return undefined;
}

function startingFrom(state: State, base: string): Map<string, Leaf> | undefined {
  const id = commitNamed(state, base);
  const tree = id === undefined ? base : commitAt(state.objects, id).tree;
  return state.objects.get(tree)?.type === "tree" ? new Map(leavesOf(state.objects, tree)) : undefined;
}

/** Puts an entry among the leaves, in the place of what was there; the reason where that is not possible. */
function placed(objects: Objects, leaves: Map<string, Leaf>, entry: NewEntry): string | undefined {
  const { path, mode = "100644", sha, content } = entry;
  if (/^\/|\/\/|\/$|(^|\/)\.{0,2}($|\/)|(^|\/)\.git($|\/)/i.test(path))
    return "tree.path contains a malformed path component";
  if (sha === null && !leaves.has(path)) return "GitRPC::BadObjectState"; // nothing is there to be taken away
  for (const other of leaves.keys()) {
    if (other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) leaves.delete(other);
  }
  if (sha === null) return undefined;
  const id = sha ?? putBlob(objects, Buffer.from(content ?? ""));
  const type = objects.get(id)?.type;
  if (type === "tree") {
    for (const [below, leaf] of leavesOf(objects, id)) leaves.set(`${path}/${below}`, leaf);
    return undefined;
  }
  if (type !== "blob") return `tree.sha ${id} is not a valid blob`;
  leaves.set(path, { mode, id });
  return undefined;
}

/** GitHub signs for a bot that leaves it to GitHub to say who commits. */
function newCommit({ now }: State, actor: Actor, asked: Partial<Commit>): Commit {
  const { message = "", tree = "", parents = [] } = asked;
  const self = signatureOf(actor.login, now);
  const author = asked.author ? { ...self, ...asked.author } : self;
  const committer = asked.committer ? { ...self, ...asked.committer } : author;
  const isOurs = actor.bot && !asked.author && !asked.committer;
  return { tree, parents, author, committer, message, ...(isOurs ? { signed: githubsSignature } : {}) };
}

const githubsSignature = "-----BEGIN PGP SIGNATURE-----\n\nwsFcBAABCAAQBQJ\n=GitH\n-----END PGP SIGNATURE-----\n";

function withObject(
  { objects }: State,
  id: string | undefined,
  type: "blob" | "commit" | "tree",
  answer: (id: string) => Reply,
): Reply {
  return id !== undefined && objects.get(id)?.type === type ? answer(id) : refused(404, "Not Found");
}
