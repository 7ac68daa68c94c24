import { anonymous } from "../../contract/operations.ts";
import { append } from "../multimap.ts";

export interface PathMatching {
  readonly pairs: readonly (readonly [base: string, revision: string])[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * Which path of one document is which of the other: by spelling, by template, then by template behind the servers'
 * base paths. Two paths of one document may differ in parameter names alone.
 */
export function matchPaths(
  base: { readonly paths: readonly string[]; readonly basePath: string },
  revision: { readonly paths: readonly string[]; readonly basePath: string },
): PathMatching {
  const pairs: (readonly [string, string])[] = [];
  let removed = [...base.paths];
  let added = [...revision.paths];
  const keys: readonly ((path: string, basePath: string) => string)[] = [
    (path) => path,
    (path) => anonymous(path),
    (path, basePath) => `${basePath}${anonymous(path)}`,
  ];
  for (const key of keys) {
    if (removed.length === 0 || added.length === 0) break;
    const waiting = new Map<string, string[]>();
    for (const path of added) append(waiting, key(path, revision.basePath), path);
    removed = removed.filter((path) => {
      const other = waiting.get(key(path, base.basePath))?.shift();
      if (other !== undefined) pairs.push([path, other]);
      return other === undefined;
    });
    added = [...waiting.values()].flat();
  }
  return { pairs, removed, added };
}
