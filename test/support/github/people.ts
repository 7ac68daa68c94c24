import { compare } from "./git/history.ts";
import { mergedTree, replayedTree } from "./git/merge.ts";
import { commitOf, putBlob, putCommit } from "./git/objects.ts";
import { type Leaf, leavesOf, treeOf } from "./git/tree.ts";
import { branchRef, moveRef, type PullRequest, pullsOf, setMerged } from "./refs.ts";
import { openIssue, type State, signatureOf } from "./state.ts";

/** What a person pushes. */
export interface Push {
  readonly branch: string;
  /** Text by path; `null` takes a file away. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly message?: string;
  readonly by?: string;
  /** Where a branch that is not there starts; the default branch where absent. */
  readonly from?: string;
}

/** What people do on GitHub's pages and from their own machines, with all that follows from it. */
export interface People {
  /** Commits onto a branch, and makes it where it is not there; the commit. */
  push(push: Push): string;
  /** Points a branch at a commit, whatever it held. */
  reset(branch: string, to: string): void;
  deleteBranch(branch: string): void;
  /** A pull request of a person's. */
  openPull(given: {
    head: string;
    title: string;
    base?: string;
    body?: string;
    by?: string;
    draft?: boolean;
  }): PullRequest;
  pull(number: number): PullRequest;
  /** @throws where it conflicts. */
  merge(number: number, how?: "merge" | "squash" | "rebase"): void;
  close(number: number, reason?: "completed" | "not_planned" | "duplicate"): void;
  reopen(number: number): void;
  comment(number: number, by: string, body: string): void;
  label(number: number, name: string): void;
  unlabel(number: number, name: string): void;
  edit(number: number, changes: { readonly title?: string; readonly body?: string }): void;
  /** The files of a branch; nothing where the branch is not there. */
  files(branch: string): Readonly<Record<string, string>>;
}

export function people(state: State): People {
  const { objects } = state;
  const tip = (branch: string) => state.refs.get(branchRef(branch)) ?? missing(`branch ${branch}`);
  const issue = (number: number) => state.issues[number - 1] ?? missing(`#${number}`);
  const pull = (number: number) =>
    pullsOf(state).find((one) => one.number === number) ?? missing(`pull request #${number}`);
  const commit = (by: string, tree: string, parents: readonly string[], message: string) => {
    const author = signatureOf(by, state.now);
    return putCommit(objects, { tree, parents, author, committer: author, message });
  };

  return {
    pull,
    push({ branch, files, message = "Work on it", by = "octocat", from = state.defaultBranch }) {
      const parent = state.refs.get(branchRef(branch)) ?? tip(from);
      const leaves = new Map<string, Leaf>(leavesOf(objects, commitOf(objects, parent).tree));
      for (const [path, text] of Object.entries(files)) {
        if (text === null) leaves.delete(path);
        else leaves.set(path, { mode: "100644", id: putBlob(objects, Buffer.from(text)) });
      }
      const id = commit(by, treeOf(objects, leaves), [parent], message);
      moveRef(state, branchRef(branch), id);
      return id;
    },
    reset: (branch, to) => moveRef(state, branchRef(branch), to),
    deleteBranch: (branch) => moveRef(state, branchRef(branch), undefined),
    openPull({ head, title, base = state.defaultBranch, body = "", by = "octocat", draft = false }) {
      const opened = { head, base, sha: tip(head), baseSha: tip(base), draft };
      return pull(openIssue(state, { author: by, title, body, pull: opened }).number);
    },
    merge(number, how = "merge") {
      const merging = pull(number);
      const { head, base, sha } = merging.pull;
      const tree = mergedTree(objects, tip(base), sha) ?? missing(`a way to merge ${head} into ${base}`);
      const title = `${merging.title} (#${number})`;
      const merged = {
        merge: () => commit("octocat", tree, [tip(base), sha], `Merge pull request #${number} from ${head}`),
        squash: () => commit("octocat", tree, [tip(base)], title),
        rebase: () => rebased(state, tip(base), sha),
      }[how]();
      setMerged(state, merging, merged);
      moveRef(state, branchRef(base), merged);
    },
    close: (number, reason = "completed") =>
      Object.assign(issue(number), { state: "closed", state_reason: issue(number).pullRequest ? null : reason }),
    reopen: (number) =>
      Object.assign(issue(number), { state: "open", state_reason: issue(number).pullRequest ? null : "reopened" }),
    comment(number, author, body) {
      const id = 1 + state.issues.reduce((sum, { comments }) => sum + comments.length, 0);
      issue(number).comments.push({ id, author, body });
    },
    label(number, name) {
      state.labels.add(name);
      issue(number).labels = [...new Set([...issue(number).labels, name])];
    },
    unlabel(number, name) {
      issue(number).labels = issue(number).labels.filter((label) => label !== name);
    },
    edit: (number, changes) => Object.assign(issue(number), changes),
    files(branch) {
      const id = state.refs.get(branchRef(branch));
      return id === undefined ? {} : textsOf(state, id);
    },
  };
}

/** All text of a commit, by path. */
export function textsOf({ objects }: State, id: string): Record<string, string> {
  const leaves = leavesOf(objects, commitOf(objects, id).tree);
  return Object.fromEntries([...leaves].map(([path, leaf]) => [path, textAt(objects, leaf)]));
}

function textAt(objects: State["objects"], { id }: Leaf): string {
  return Buffer.from(objects.get(id)?.data ?? "", "latin1").toString("utf8");
}

function rebased({ objects, now }: State, onto: string, head: string): string {
  return compare(objects, onto, head).ahead.reduce((parent, id) => {
    const tree = replayedTree(objects, id, parent) ?? missing("a way to rebase");
    return putCommit(objects, {
      ...commitOf(objects, id),
      tree,
      parents: [parent],
      committer: signatureOf("octocat", now),
    });
  }, onto);
}

function missing(what: string): never {
  throw new Error(`there is no ${what}`);
}
