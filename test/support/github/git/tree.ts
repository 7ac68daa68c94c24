import { type Entry, entriesOf, folderMode, type Objects, putTree } from "./objects.ts";

/** What lies at a path, be it a file, a link or another repository's commit. */
export interface Leaf {
  readonly mode: string;
  readonly id: string;
}

/** All of a tree by path, without the folders. */
export type Leaves = ReadonlyMap<string, Leaf>;

export function leavesOf(objects: Objects, tree: string): Leaves {
  const within = ({ mode, name, id }: Entry): [string, Leaf][] => {
    if (mode !== folderMode) return [[name, { mode, id }]];
    return [...leavesOf(objects, id)].map(([path, leaf]) => [`${name}/${path}`, leaf]);
  };
  return new Map(entriesOf(objects, tree).flatMap(within));
}

/** Stores the trees that hold these. A folder without files is none. */
export function treeOf(objects: Objects, leaves: Leaves): string {
  const folders = new Map<string, Map<string, Leaf>>();
  const entries: Entry[] = [];
  for (const [path, leaf] of leaves) {
    const [first = "", rest] = path.split(/\/(.*)/s);
    if (rest === undefined) entries.push({ name: first, ...leaf });
    else folders.set(first, (folders.get(first) ?? new Map()).set(rest, leaf));
  }
  const below = [...folders].map(([name, within]) => ({ name, mode: folderMode, id: treeOf(objects, within) }));
  return putTree(objects, [...entries, ...below]);
}

/** What lies at a path of a tree, folders included; the tree itself at the empty path. */
export function entryAt(objects: Objects, tree: string, path: string): Leaf | undefined {
  let here: Leaf = { mode: folderMode, id: tree };
  for (const name of path.split("/").filter((part) => part !== "")) {
    const next: Entry | undefined =
      here.mode === folderMode ? entriesOf(objects, here.id).find((entry) => entry.name === name) : undefined;
    if (!next) return undefined;
    here = { mode: next.mode, id: next.id };
  }
  return here;
}

export interface Change {
  readonly path: string;
  readonly before: Leaf | undefined;
  readonly after: Leaf | undefined;
}

/** What differs, by path. */
export function changes(before: Leaves, after: Leaves): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }))
    .filter(({ before: was, after: is }) => was?.id !== is?.id || was?.mode !== is?.mode);
}
