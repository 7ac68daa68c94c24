import type ts from "typescript";
import type { Flow } from "./flow.ts";
import type { Known } from "./known.ts";
import { isList, listMethods } from "./parts.ts";

/** Follows what a method of a list makes of what its function returns. False where it is no such method. */
export function listResult(call: ts.CallExpression, name: string, known: Known, flow: Flow): boolean {
  const method = listMethods.get(name);
  if (method?.takes === undefined) return false;
  const isFlat = name === "flatMap" && isList(known, flow.schemas);
  if (method.gives === "results") flow.follow(call, isFlat ? known : { ...known, lists: known.lists + 1 });
  if (method.gives === "result") flow.follow(call, known);
  return true;
}
