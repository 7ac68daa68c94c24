import { posix } from "node:path";
import { at, isObject, type JsonObject, join, own } from "../../json.ts";
import type { Place } from "../grammar.ts";
import { homes } from "../homes.ts";
import { keyOf, type Target } from "./target.ts";

/** A target that is a component of the bundled document. */
export interface Assigned {
  readonly target: Target;
  readonly place: Place;
  /** JSON Pointer of the component. */
  readonly pointer: string;
}

/** Which targets are components, each once, so that recursion stays recursion. */
export interface Registry {
  /** The target's component; undefined for a kind that has no components. */
  componentOf(target: Target, place: Place): string | undefined;
  /** A component that was asked for and is not written yet. */
  next(): Assigned | undefined;
}

/**
 * @param external the target of a `$ref` to another file. Where a component of the document is only such a reference,
 * its name is the target's.
 */
export function registry(document: JsonObject, external: (reference: string) => Target | undefined): Registry {
  const home = homes["swagger" in document ? "swagger" : "openapi"];
  const pointers = new Map<string, string>();
  const waiting: Assigned[] = [];

  for (const [place, base] of Object.entries(home)) {
    const section = at(document, base);
    for (const [name, node] of Object.entries(isObject(section) ? section : {})) {
      const reference = isObject(node) ? own(node, "$ref") : undefined;
      const target = typeof reference === "string" ? external(reference) : undefined;
      const key = target && `${place} ${keyOf(target)}`;
      if (key !== undefined && !pointers.has(key)) pointers.set(key, join(base, name));
    }
  }

  return {
    next: () => waiting.shift(),
    componentOf(target, place) {
      const base = home[place];
      if (base === undefined) return undefined;
      const key = `${place} ${keyOf(target)}`;
      const pointer = pointers.get(key) ?? freePointer(base, nameOf(target), document, new Set(pointers.values()));
      if (!pointers.has(key)) waiting.push({ target, place, pointer });
      pointers.set(key, pointer);
      return pointer;
    },
  };
}

function freePointer(base: string, name: string, document: JsonObject, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const pointer = join(base, n === 1 ? name : `${name}_${n}`);
    if (at(document, pointer) === undefined && !taken.has(pointer)) return pointer;
  }
}

/** As people would name it: the last word of the pointer, or the file's name. */
function nameOf({ file, pointer }: Target): string {
  const name = pointer === "" ? posix.parse(file).name : posix.basename(pointer);
  return name.replaceAll(/[^A-Za-z0-9._-]/g, "_");
}
