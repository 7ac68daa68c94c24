import { commitAt, compare } from "./history.ts";
import { mergedText } from "./lines.ts";
import { blobOf, type Objects, putBlob } from "./objects.ts";
import { type Leaf, type Leaves, leavesOf, treeOf } from "./tree.ts";

/** The tree that holds what both commits did since they parted; undefined where they conflict. */
export function mergedTree(objects: Objects, ours: string, theirs: string): string | undefined {
  const { mergeBase } = compare(objects, ours, theirs);
  const leaves = (id: string | undefined): Leaves =>
    id === undefined ? new Map() : leavesOf(objects, commitAt(objects, id).tree);
  return threeWays(objects, leaves(mergeBase), leaves(ours), leaves(theirs));
}

/** What one commit did, on top of another one: as a rebase does it. */
export function replayedTree(objects: Objects, commit: string, onto: string): string | undefined {
  const [parent] = commitAt(objects, commit).parents;
  const leaves = (id: string) => leavesOf(objects, commitAt(objects, id).tree);
  return threeWays(objects, parent === undefined ? new Map() : leaves(parent), leaves(onto), leaves(commit));
}

function threeWays(objects: Objects, base: Leaves, ours: Leaves, theirs: Leaves): string | undefined {
  const merged = new Map<string, Leaf>();
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const leaf = mergedLeaf(objects, base.get(path), ours.get(path), theirs.get(path));
    if (leaf === "conflict") return undefined;
    if (leaf) merged.set(path, leaf);
  }
  return treeOf(objects, merged);
}

function mergedLeaf(
  objects: Objects,
  base: Leaf | undefined,
  ours: Leaf | undefined,
  theirs: Leaf | undefined,
): Leaf | "conflict" | undefined {
  if (same(base, ours) || same(ours, theirs)) return theirs;
  if (same(base, theirs)) return ours;
  if (!base || !ours || !theirs) return "conflict";
  const [before, here, there] = [blobOf(objects, base.id), blobOf(objects, ours.id), blobOf(objects, theirs.id)];
  const text = mergedText(before, here, there);
  return text ? { mode: ours.mode, id: putBlob(objects, text) } : "conflict";
}

function same(one: Leaf | undefined, other: Leaf | undefined): boolean {
  return one?.id === other?.id && one?.mode === other?.mode;
}
