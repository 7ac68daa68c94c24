import type { Description } from "../description.ts";
import { commitAt, compare } from "../git/history.ts";
import { lineChanges } from "../git/lines.ts";
import { blobOf, entriesOf, folderMode, type Signature } from "../git/objects.ts";
import { type Change, changes, entryAt, type Leaf, leavesOf } from "../git/tree.ts";
import type { State } from "../state.ts";

/** Bodies of what is in the repository. */
export interface GitBodies {
  ref(name: string): object;
  blob(id: string): object;
  tree(id: string, recursive: boolean): object;
  /** As `/git/commits` has it: the commit alone. */
  gitCommit(id: string): object;
  /** As comparisons and lists have it: with the accounts of who wrote it. */
  commit(id: string): object;
  comparison(base: string, head: string): { commits: readonly object[]; files?: readonly object[] };
  /** What lies at a path, with what its folder would list. */
  content(path: string, leaf: Leaf, ref: string): object;
  folder(path: string, tree: string, ref: string): object[];
  files(base: string, head: string): { readonly additions: number; readonly deletions: number }[];
}

export function gitBodies(description: Description, state: State, api: string): GitBodies {
  const { owner, repo, objects } = state;
  const home = `${api}/repos/${owner}/${repo}`;
  const site = `https://github.com/${owner}/${repo}`;
  const leavesAt = (id: string) => leavesOf(objects, commitAt(objects, id).tree);
  const account = ({ email }: Signature) => {
    const [, login] = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email) ?? [];
    if (login === undefined) return null; // nobody here has confirmed that address
    return { ...(description.example("issue").user as object), login, type: login.endsWith("[bot]") ? "Bot" : "User" };
  };
  const shared = (id: string) => {
    const { author, committer, message, tree, signed } = commitAt(objects, id);
    return {
      ...{ author, committer, message },
      tree: { sha: tree, url: `${home}/git/trees/${tree}` },
      verification: {
        verified: signed !== undefined,
        reason: signed === undefined ? "unsigned" : "valid",
        signature: signed ?? null,
        payload: signed === undefined ? null : `tree ${tree}`,
        verified_at: signed === undefined ? null : committer.date,
      },
    };
  };
  const parents = (id: string, kind: string) =>
    commitAt(objects, id).parents.map((sha) => ({
      sha,
      url: `${home}/${kind}/${sha}`,
      html_url: `${site}/commit/${sha}`,
    }));
  const commit = (id: string) => ({
    sha: id,
    node_id: `C_${id}`,
    url: `${home}/commits/${id}`,
    html_url: `${site}/commit/${id}`,
    comments_url: `${home}/commits/${id}/comments`,
    commit: { ...shared(id), url: `${home}/git/commits/${id}`, comment_count: 0 },
    author: account(commitAt(objects, id).author),
    committer: account(commitAt(objects, id).committer),
    parents: parents(id, "commits"),
  });
  const files = (base: string, head: string) =>
    changes(leavesAt(base), leavesAt(head)).map((change) => fileBody(state, change, home, site, head));
  const content = (path: string, { mode, id }: Leaf, ref: string) => {
    const type = typeOf(mode);
    const [kind, url] = type === "dir" ? ["tree", `${home}/git/trees/${id}`] : ["blob", `${home}/git/blobs/${id}`];
    const self = `${home}/contents/${path}?ref=${ref}`;
    const html = `${site}/${kind}/${ref}/${path}`;
    return {
      type,
      name: path.split("/").at(-1),
      path,
      sha: id,
      size: type === "dir" ? 0 : blobOf(objects, id).length,
      url: self,
      git_url: url,
      html_url: html,
      download_url: type === "dir" ? null : `${site}/raw/${ref}/${path}`,
      _links: { self, git: url, html },
    };
  };
  return {
    commit,
    files,
    ref: (name) => ({
      ref: name,
      node_id: `REF_${name}`,
      url: `${home}/git/${name}`,
      object: { type: "commit", sha: state.refs.get(name), url: `${home}/git/commits/${state.refs.get(name)}` },
    }),
    blob: (id) => ({
      ...{ sha: id, node_id: `B_${id}`, url: `${home}/git/blobs/${id}` },
      size: blobOf(objects, id).length,
      content: blobOf(objects, id).toString("base64"),
      encoding: "base64",
    }),
    tree: (id, recursive) => ({
      sha: id,
      url: `${home}/git/trees/${id}`,
      tree: listed(state, id, recursive).map(([path, leaf]) => treeEntry(state, path, leaf, home)),
      truncated: false,
    }),
    gitCommit: (id) => ({
      ...{ sha: id, node_id: `C_${id}`, url: `${home}/git/commits/${id}`, html_url: `${site}/commit/${id}` },
      ...shared(id),
      parents: parents(id, "git/commits"),
    }),
    comparison(base, head) {
      const { mergeBase, ahead, behind } = compare(objects, base, head);
      const url = `${home}/compare/${base}...${head}`;
      const page = `${site}/compare/${base}...${head}`;
      const way = ahead.length > 0 ? (behind.length > 0 ? "diverged" : "ahead") : undefined;
      return {
        ...{ url, html_url: page, permalink_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch` },
        base_commit: commit(base),
        merge_base_commit: commit(mergeBase ?? base),
        status: way ?? (behind.length > 0 ? "behind" : "identical"),
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: ahead.map(commit),
        files: files(mergeBase ?? base, head),
      };
    },
    content: (path, leaf, ref) => ({
      ...content(path, leaf, ref),
      encoding: "base64",
      content: blobOf(objects, leaf.id).toString("base64").replaceAll(/.{60}/g, "$&\n"), // GitHub breaks lines there
    }),
    folder: (path, tree, ref) =>
      entriesOf(objects, tree).map(({ name, ...leaf }) => content(path === "" ? name : `${path}/${name}`, leaf, ref)),
  };
}

function listed({ objects }: State, tree: string, recursive: boolean): [string, Leaf][] {
  if (!recursive) return entriesOf(objects, tree).map(({ name, ...leaf }) => [name, leaf]);
  const leaves = [...leavesOf(objects, tree)];
  const folders = leaves.flatMap(([path]) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)));
  const all = [...new Set(folders)].map((path): [string, Leaf] => {
    return [path, entryAt(objects, tree, path) ?? { mode: folderMode, id: tree }];
  });
  return [...all, ...leaves].sort(([a], [b]) => (a < b ? -1 : 1));
}

function treeEntry({ objects }: State, path: string, { mode, id }: Leaf, home: string): object {
  const type = mode === folderMode ? "tree" : mode === "160000" ? "commit" : "blob";
  const size = type === "blob" ? { size: blobOf(objects, id).length } : {};
  return { path, mode, type, sha: id, ...size, url: `${home}/git/${type}s/${id}` };
}

function typeOf(mode: string): "dir" | "file" | "symlink" | "submodule" {
  if (mode === folderMode) return "dir";
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : "file";
}

function fileBody({ objects }: State, { path, before, after }: Change, home: string, site: string, head: string) {
  const bytes = (leaf: Leaf | undefined) => (leaf ? blobOf(objects, leaf.id) : Buffer.alloc(0));
  const { additions, deletions, patch } = lineChanges(bytes(before), bytes(after));
  return {
    sha: (after ?? before)?.id ?? null,
    filename: path,
    status: before ? (after ? "modified" : "removed") : "added",
    ...{ additions, deletions, changes: additions + deletions },
    blob_url: `${site}/blob/${head}/${path}`,
    raw_url: `${site}/raw/${head}/${path}`,
    contents_url: `${home}/contents/${path}?ref=${head}`,
    ...(patch === "" ? {} : { patch }),
  };
}
