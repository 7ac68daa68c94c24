import { posix } from "node:path";
import { CouldNotCheckError } from "../../errors.ts";
import { at, isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { Description } from "../contract.ts";
import { isLeaf, memberPlace, type Place } from "../grammar.ts";
import { homes } from "../homes.ts";
import { nodesLimit } from "../limits.ts";
import { isName, mapElements, mapMembers } from "../references.ts";
import type { File } from "./gather.ts";
import { keyOf, type Target, targetOf } from "./target.ts";

/**
 * One document of several files. What a `$ref` to another file names becomes a component, once, so that recursion stays
 * recursion; a kind that has no components is written out in the reference's place.
 */
export function assemble(root: Description, files: ReadonlyMap<string, File>, rootName: string): Description {
  const { document } = root;
  const home = homes["swagger" in document ? "swagger" : "openapi"];
  const bundled: Record<string, Description["bundled"][string]> = {};
  const components = new Map<string, string>(); // target's key → pointer of its component
  const waiting: { readonly pointer: string; readonly target: Target; readonly place: Place }[] = [];
  let copied = 0;

  for (const [base, place] of Object.entries(home).map(([place, base]) => [base, place as Place] as const)) {
    for (const [name, node] of Object.entries(at(document, base) ?? {})) {
      const target = isObject(node) ? external(own(node, "$ref"), "") : undefined;
      if (target && !components.has(keyOf(target) + place)) components.set(keyOf(target) + place, join(base, name));
    }
  }
  let whole = copy(document, "document", "", "", []);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const value = writeOut(next.target, next.place, next.pointer, []);
    whole = put(whole, next.pointer, value);
  }
  return {
    document: isObject(whole) ? whole : document,
    texts: [...files.values()].map(({ source }) => source),
    bundled,
  };

  /** The target of a `$ref` that must be rewritten: it leads to another file, or stands in one. */
  function external(reference: Json | undefined, file: string): Target | undefined {
    const target = typeof reference === "string" ? targetOf(reference, file, rootName) : undefined;
    return target && (file !== "" || target.file !== "") && value(target) !== undefined ? target : undefined;
  }

  function value({ file, pointer }: Target): Json | undefined {
    const found = files.get(file);
    return found && at(found.value, pointer);
  }

  function copy(node: Json, place: Place, file: string, pointer: string, within: readonly string[]): Json {
    if (isLeaf(place)) return node;
    if (Array.isArray(node))
      return mapElements(node, (element, i) => copy(element, place, file, join(pointer, i), within));
    if (place === "schema name" && typeof node === "string" && !isName(node)) return mappedName(node, file);
    if (!isObject(node)) return node;
    copied += 1;
    if (copied > nodesLimit)
      throw new CouldNotCheckError("DP3004", { what: `more than ${nodesLimit} values, bundled` });
    const target = external(own(node, "$ref"), file);
    const siblings = mapMembers(node, (member, name) =>
      target && name === "$ref" ? undefined : copy(member, memberPlace(place, name), file, join(pointer, name), within),
    );
    if (!target) return siblings;
    const local = target.file === "" ? target.pointer : componentOf(target, place);
    if (local !== undefined && local !== pointer) return { $ref: `#${local.replaceAll("%", "%25")}`, ...siblings };
    const inlined = writeOut(target, place, pointer, within);
    return isObject(inlined) ? { ...inlined, ...siblings } : inlined;
  }

  function mappedName(reference: string, file: string): string {
    const target = external(reference, file);
    const local = target && (target.file === "" ? target.pointer : componentOf(target, "schema"));
    return local === undefined ? reference : `#${local}`;
  }

  function writeOut(target: Target, place: Place, pointer: string, within: readonly string[]): Json {
    const key = keyOf(target);
    const { file, pointer: there } = target;
    const origin = { file: files.get(file)?.source.file ?? file, pointer: there };
    if (within.includes(key)) {
      const what = `a $ref to ${origin.file}#${there} leads back to itself`;
      throw new CouldNotCheckError("DP3009", { what, where: { file: origin.file } });
    }
    bundled[pointer] = origin;
    return copy(value(target) ?? null, place, file, pointer, [...within, key]);
  }

  function componentOf(target: Target, place: Place): string | undefined {
    const base = home[place];
    if (base === undefined) return undefined;
    const key = keyOf(target) + place;
    const known = components.get(key);
    if (known !== undefined) return known;
    const pointer = freePointer(base, nameOf(target));
    components.set(key, pointer);
    waiting.push({ pointer, target, place });
    return pointer;
  }

  function freePointer(base: string, name: string): string {
    const taken = new Set(components.values());
    for (let n = 1; ; n += 1) {
      const pointer = join(base, n === 1 ? name : `${name}_${n}`);
      if (at(document, pointer) === undefined && !taken.has(pointer)) return pointer;
    }
  }
}

/** As people would name it: the last word of the pointer, or the file's name. */
function nameOf({ file, pointer }: Target): string {
  const { name } = posix.parse(file);
  return (pointer === "" ? name : posix.basename(pointer)).replaceAll(/[^A-Za-z0-9._-]/g, "_");
}

/** The node with a value put where the pointer says, missing objects made. */
function put(node: Json | undefined, pointer: string, value: Json): Json {
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(pointer) ?? [];
  const object = isObject(node) ? node : {};
  return { ...object, [first]: rest === "" ? value : put(own(object, first), rest, value) };
}
