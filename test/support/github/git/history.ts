import { type Commit, commitOf, type Objects } from "./objects.ts";

/** What two commits have and have not in common. */
export interface Comparison {
  /** The best common ancestor; undefined where the histories share nothing. */
  readonly mergeBase: string | undefined;
  /** Commits of the head that the base lacks, oldest first. */
  readonly ahead: readonly string[];
  /** Commits of the base that the head lacks, oldest first. */
  readonly behind: readonly string[];
}

export function compare(objects: Objects, base: string, head: string): Comparison {
  const [ofBase, ofHead] = [reachable(objects, base), reachable(objects, head)];
  const common = ofHead.filter((id) => ofBase.includes(id));
  return {
    // The newest of them: none of the others is reached from it and reaches the head another way.
    mergeBase: common.findLast((id) => !common.some((other) => other !== id && isAncestor(objects, id, other))),
    ahead: ofHead.filter((id) => !ofBase.includes(id)),
    behind: ofBase.filter((id) => !ofHead.includes(id)),
  };
}

/** A commit counts as its own ancestor. */
export function isAncestor(objects: Objects, ancestor: string, of: string): boolean {
  return reachable(objects, of).includes(ancestor);
}

/** The commit and its ancestors, parents before children. */
export function reachable(objects: Objects, from: string): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const parent of commitAt(objects, id).parents) visit(parent);
    found.push(id);
  };
  visit(from);
  return found;
}

/** Commits by id, for they never change. */
const read = new Map<string, Commit>();

export function commitAt(objects: Objects, id: string): Commit {
  const commit = read.get(id) ?? commitOf(objects, id);
  read.set(id, commit);
  return commit;
}
