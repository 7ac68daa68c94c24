import { posix } from "node:path";
import { decoded } from "../reference.ts";

/** What a `$ref` names: a file, by its path from the folder of the description (`""`: the description itself). */
export interface Target {
  readonly file: string;
  /** JSON Pointer in the file. */
  readonly pointer: string;
}

/** The target's identity, as a key. */
export function keyOf({ file, pointer }: Target): string {
  return `${file}#${pointer}`;
}

/**
 * Resolves a `$ref` that stands in a file. Undefined for what is not ours to read: another source (a URL, an absolute
 * path), or a fragment that is no JSON Pointer.
 *
 * @param rootName the description's own file name: references back to it are local.
 */
export function targetOf(reference: string, from: string, rootName: string): Target | undefined {
  const hash = reference.indexOf("#");
  const address = hash < 0 ? reference : reference.slice(0, hash);
  const pointer = decoded(hash < 0 ? "" : reference.slice(hash + 1));
  if (/^([a-z][a-z0-9+.-]*:|[/\\])/i.test(address) || (pointer !== "" && !pointer.startsWith("/"))) return undefined;
  if (address === "") return { file: from, pointer };
  const file = posix.join(posix.dirname(from), decoded(address));
  return { file: file === rootName ? "" : file, pointer };
}
