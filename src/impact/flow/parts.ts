import { join } from "../../json.ts";
import type { Carrier, Known, Part } from "./known.ts";
import type { Schemas } from "./schema.ts";

/** The body of an answer. */
export const body: Part = { kind: "body", pointer: "" };

/** What a member of that name is; undefined where the contract and the library know none. */
export function memberOf(known: Known, name: string, schemas: Schemas): Known | undefined {
  const { part, lists } = known;
  if (lists > 0) return undefined;
  if (part.kind === "held")
    return part.names.includes(name) ? { ...known, part: part.part, lists: part.lists } : undefined;
  if (part.kind === "except")
    return part.names.includes(name) ? undefined : memberOf({ ...known, part: part.part }, name, schemas);
  const inner =
    part.kind === "answer" && !part.carrier.isBody ? carried(part.carrier, name) : named(known, name, schemas);
  return inner && { ...known, part: inner };
}

function carried(carrier: Carrier, name: string): Part | undefined {
  if (carrier.body?.includes(name)) return body;
  if (carrier.headers?.includes(name)) return { kind: "headers" };
  if (carrier.status?.includes(name)) return { kind: "status" };
  const inner = carrier.inner?.[name];
  return inner && { kind: "answer", carrier: inner };
}

function named({ part, operation }: Known, name: string, schemas: Schemas): Part | undefined {
  const pointer = pointerOf(part);
  if (pointer === undefined) return undefined;
  const isNamed = schemas.names(operation, pointer, name);
  const isOpen = schemas.isArray(operation, pointer) === undefined;
  if (isNamed || isOpen) return { kind: "body", pointer: join(pointer, name) };
  return schemas.isMap(operation, pointer) ? { kind: "body", pointer: join(pointer, "*") } : undefined;
}

/** JSON Pointer into the body, where a part is the body or something in it. */
export function pointerOf(part: Part): string | undefined {
  if (part.kind === "body") return part.pointer;
  if (part.kind === "except") return pointerOf(part.part);
  return part.kind === "answer" && part.carrier.isBody ? "" : undefined;
}

/** Whether it is an array, by the code's own making or by the contract. */
export function isList({ lists, part, operation }: Known, schemas: Schemas): boolean {
  const pointer = pointerOf(part);
  return lists > 0 || (pointer !== undefined && schemas.isArray(operation, pointer) === true);
}

/** One item of an array. */
export function itemOf(known: Known): Known {
  if (known.lists > 0) return { ...known, lists: known.lists - 1 };
  return { ...known, part: { kind: "body", pointer: join(pointerOf(known.part) ?? "", "*") } };
}

/** Whether it is an object whose members have names of all kinds, and are all alike. */
export function isMap({ lists, part, operation }: Known, schemas: Schemas): boolean {
  const pointer = pointerOf(part);
  return lists === 0 && pointer !== undefined && schemas.isMap(operation, pointer);
}

/** A value under these names of an object around it. */
export function heldAs(names: readonly string[], known: Known): Known {
  return { ...known, lists: 0, part: { kind: "held", names, part: known.part, lists: known.lists } };
}

/** A value after some of its members were replaced; undefined where nothing is left of it. */
export function without(names: readonly string[], known: Known): Known | undefined {
  const { part } = known;
  if (names.length === 0) return known;
  if (part.kind === "held" && part.names.every((name) => names.includes(name))) return undefined;
  const all = part.kind === "except" ? [...new Set([...part.names, ...names])].sort() : [...names].sort();
  return { ...known, part: { kind: "except", names: all, part: part.kind === "except" ? part.part : part } };
}

/** Whether objects and arrays of the code's own making are around it that nobody would write: then they hold themselves. */
export function isEndless({ part, lists }: Known): boolean {
  return lists > deepest || depthOf(part) > deepest;
}

const deepest = 5;

function depthOf(part: Part): number {
  if (part.kind === "held") return 1 + part.lists + depthOf(part.part);
  return part.kind === "except" ? depthOf(part.part) : 0;
}

/** What a method of arrays does with the items. */
export interface ListMethod {
  /** Which arguments of its function are items; absent where it takes no function. */
  readonly takes?: readonly number[];
  /** Which argument is what its function returned before. */
  readonly again?: number;
  /** What it gives back: the same array, one item, an array of what the function returns, or just that. */
  readonly gives?: "list" | "item" | "results" | "result";
}

export const listMethods: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ...methods(["slice", "concat", "reverse", "toReversed", "splice", "toSpliced", "values", "flat"], { gives: "list" }),
  ...methods(["filter"], { takes: [0], gives: "list" }),
  ...methods(["sort", "toSorted"], { takes: [0, 1], gives: "list" }),
  ...methods(["at", "pop", "shift"], { gives: "item" }),
  ...methods(["find", "findLast"], { takes: [0], gives: "item" }),
  ...methods(["map", "flatMap"], { takes: [0], gives: "results" }),
  ...methods(["forEach", "some", "every", "findIndex", "findLastIndex"], { takes: [0] }),
  ...methods(["reduce", "reduceRight"], { takes: [1], again: 0, gives: "result" }),
  ...methods(["includes", "indexOf", "lastIndexOf", "join", "keys", "push", "unshift"], {}),
]);

function methods(names: readonly string[], method: ListMethod): [string, ListMethod][] {
  return names.map((name) => [name, method]);
}
