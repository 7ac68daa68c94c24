import { tokens } from "../../json.ts";

/** Places that are looked for in one text, as a tree of JSON Pointer tokens; a search fills in the offsets. */
export interface Wanted {
  readonly children: Map<string, Wanted>;
  /** Where the key, or the array's element, begins in the text. */
  offset: number | undefined;
}

export function wanted(pointers: readonly string[]): Wanted {
  const root: Wanted = { children: new Map(), offset: 0 };
  for (const pointer of pointers) {
    let node = root;
    for (const token of tokens(pointer)) {
      const child: Wanted = node.children.get(token) ?? { children: new Map(), offset: undefined };
      node.children.set(token, child);
      node = child;
    }
  }
  return root;
}

/** The offset of a place, or of its nearest ancestor that was found. */
export function offsetOf(root: Wanted, pointer: string): number {
  let offset = 0;
  let node: Wanted | undefined = root;
  for (const token of tokens(pointer)) {
    node = node?.children.get(token);
    offset = node?.offset ?? offset;
  }
  return offset;
}
