import { join } from "../../json.ts";
import type { Known, Part } from "./known.ts";
import type { Schemas } from "./schema.ts";

/** The body of an answer. */
export const body: Part = { kind: "body", pointer: "" };

/** The part that a member of that name is; undefined where the contract and the library know none. */
export function memberPart({ part, operation, lists }: Known, name: string, schemas: Schemas): Part | undefined {
  if (lists > 0) return undefined;
  if (part.kind === "held") return part.names.includes(name) ? part.part : undefined;
  if (part.kind === "answer" && !part.carrier.isBody) {
    const { carrier } = part;
    if (carrier.body?.includes(name)) return body;
    if (carrier.headers?.includes(name)) return { kind: "headers" };
    if (carrier.status?.includes(name)) return { kind: "status" };
    const inner = carrier.inner?.[name];
    return inner && { kind: "answer", carrier: inner };
  }
  const pointer = pointerOf(part);
  if (pointer === undefined) return undefined;
  const isOpen = schemas.isArray(operation, pointer) === undefined;
  return isOpen || schemas.names(operation, pointer, name) ? { kind: "body", pointer: join(pointer, name) } : undefined;
}

/** JSON Pointer into the body, where a part is the body or something in it. */
export function pointerOf(part: Part): string | undefined {
  if (part.kind === "body") return part.pointer;
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

/** A value under these names of an object that a library makes around it. */
export function heldAs(names: readonly string[], known: Known): Known {
  return { ...known, part: { kind: "held", names, part: known.part } };
}

/** What a method of arrays does with the items. */
export interface ListMethod {
  /** Which argument of its function is an item; absent where it takes no function. */
  readonly takes?: number;
  /** What it gives back: the same array, one item, an array of what the function returns, or just that. */
  readonly gives?: "list" | "item" | "results" | "result";
}

export const listMethods: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ...["slice", "concat", "reverse", "toReversed"].map((name) => [name, { gives: "list" }] as const),
  ...["filter", "sort", "toSorted"].map((name) => [name, { takes: 0, gives: "list" }] as const),
  ...["at", "pop", "shift"].map((name) => [name, { gives: "item" }] as const),
  ...["find", "findLast"].map((name) => [name, { takes: 0, gives: "item" }] as const),
  ...["map", "flatMap"].map((name) => [name, { takes: 0, gives: "results" }] as const),
  ...["forEach", "some", "every", "findIndex"].map((name) => [name, { takes: 0 }] as const),
  ["reduce", { takes: 1, gives: "result" }],
]);
