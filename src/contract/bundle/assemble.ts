import { CouldNotCheckError } from "../../errors.ts";
import { at, isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { Description } from "../contract.ts";
import { isLeaf, memberPlace, type Place } from "../grammar.ts";
import { nodesLimit } from "../limits.ts";
import { isName, mapElements, mapMembers } from "../references.ts";
import type { File } from "./gather.ts";
import { type Registry, registry } from "./registry.ts";
import { keyOf, type Target, targetOf } from "./target.ts";

/**
 * One document of several files. What a `$ref` to another file names becomes a component, once; a kind that has no
 * components is written out in the reference's place.
 */
export function assemble(root: Description, files: ReadonlyMap<string, File>, rootName: string): Description {
  const components = registry(root.document, (reference) => external(reference, "", { files, rootName }));
  const assembly: Assembly = { files, rootName, components, bundled: {}, copied: 0 };
  let document = copy(root.document, { place: "document", file: "", pointer: "", within: [] }, assembly);
  for (let next = components.next(); next; next = components.next()) {
    const { target, place, pointer } = next;
    document = put(document, pointer, writeOut(target, { place, file: "", pointer, within: [] }, assembly));
  }
  return {
    document: isObject(document) ? document : {},
    texts: [...files.values()].map(({ source }) => source),
    bundled: assembly.bundled,
  };
}

interface Assembly {
  readonly files: ReadonlyMap<string, File>;
  readonly rootName: string;
  readonly components: Registry;
  readonly bundled: Record<string, Description["bundled"][string]>;
  /** Objects so far: written out again and again, a few files can become endless. */
  copied: number;
}

/** Where the copying is. */
interface Spot {
  readonly place: Place;
  /** The file that is read. */
  readonly file: string;
  /** In the bundled document. */
  readonly pointer: string;
  /** What is being written out around here. */
  readonly within: readonly string[];
}

function copy(node: Json, spot: Spot, assembly: Assembly): Json {
  if (isLeaf(spot.place)) return node;
  if (Array.isArray(node)) {
    return mapElements(node, (element, i) => copy(element, { ...spot, pointer: join(spot.pointer, i) }, assembly));
  }
  if (spot.place === "schema name" && typeof node === "string") return mapped(node, spot, assembly);
  if (!isObject(node)) return node;
  assembly.copied += 1;
  if (assembly.copied > nodesLimit) {
    throw new CouldNotCheckError("DP3004", { what: `more than ${nodesLimit} values, its files written out` });
  }
  const reference = own(node, "$ref");
  const target = typeof reference === "string" ? external(reference, spot.file, assembly) : undefined;
  if (!target) return mapMembers(node, (value, name) => copy(value, memberSpot(spot, name), assembly));
  const beside = mapMembers(node, (value, name) =>
    name === "$ref" ? undefined : copy(value, memberSpot(spot, name), assembly),
  );
  return replace(target, beside, spot, assembly);
}

function memberSpot(spot: Spot, name: string): Spot {
  return { ...spot, place: memberPlace(spot.place, name), pointer: join(spot.pointer, name) };
}

function replace(target: Target, beside: JsonObject, spot: Spot, assembly: Assembly): Json {
  const local = target.file === "" ? target.pointer : assembly.components.componentOf(target, spot.place);
  if (local !== undefined && local !== spot.pointer) return { $ref: fragment(local), ...beside };
  const written = writeOut(target, spot, assembly);
  return isObject(written) ? { ...written, ...beside } : written;
}

function writeOut(target: Target, spot: Spot, assembly: Assembly): Json {
  const key = keyOf(target);
  const file = assembly.files.get(target.file);
  const origin = { file: file?.source.file ?? target.file, pointer: target.pointer };
  if (spot.within.includes(key)) {
    const what = `a $ref to "${origin.file}#${origin.pointer}" leads back to itself`;
    throw new CouldNotCheckError("DP3009", { what, where: { file: origin.file } });
  }
  assembly.bundled[spot.pointer] = origin;
  const node = file && at(file.value, target.pointer);
  return copy(node ?? null, { ...spot, file: target.file, within: [...spot.within, key] }, assembly);
}

/** A schema that a discriminator's mapping names by a reference. */
function mapped(reference: string, spot: Spot, assembly: Assembly): string {
  const target = isName(reference) ? undefined : external(reference, spot.file, assembly);
  const local = target && (target.file === "" ? target.pointer : assembly.components.componentOf(target, "schema"));
  return local === undefined ? reference : fragment(local);
}

/** The target of a reference that must be rewritten: it leads to another file, or stands in one. And it exists. */
function external(reference: string, from: string, { files, rootName }: Pick<Assembly, "files" | "rootName">) {
  const target = targetOf(reference, from, rootName);
  if (!target || (from === "" && target.file === "")) return undefined;
  const file = files.get(target.file);
  return file && at(file.value, target.pointer) !== undefined ? target : undefined;
}

function fragment(pointer: string): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

/** The node with a value put where the pointer says, missing objects made. */
function put(node: Json | undefined, pointer: string, value: Json): Json {
  const [, first = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(pointer) ?? [];
  const object = isObject(node) ? node : {};
  return { ...object, [first]: rest === "" ? value : put(own(object, first), rest, value) };
}
