import type { Fetched } from "../source/source.ts";
import { assemble } from "./bundle/assemble.ts";
import { gather } from "./bundle/gather.ts";
import type { Description } from "./contract.ts";

/** Whether a text may hold a `$ref` to another file. Never misses one; may take an example for one. */
export function refersOutside(text: string): boolean {
  for (let at = text.indexOf("$ref"); at >= 0; at = text.indexOf("$ref", at + 1)) {
    outside.lastIndex = at;
    if (outside.test(text)) return true;
  }
  return false;
}

const outside = /\$ref["']?\s*:\s*["']?[^\s"'#]/y;

/**
 * The description with what its `$ref`s find in other files of the same source. A `$ref` to anything else stays, and
 * dangles.
 *
 * @throws CouldNotCheckError where such a file cannot be read.
 */
export async function bundle(root: Description, fetched: Fetched): Promise<Description> {
  const rootName = fetched.file.replace(/[?].*$/, "").replace(/^.*[/\\#:]/, "");
  const files = await gather(root, fetched, rootName);
  return files.size === 1 ? root : assemble(root, files, rootName);
}
