import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { follow } from "../contract/reference.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Subject } from "./use.ts";

/** A parameter, as a subject of use. */
export type Parameter = Subject & { readonly kind: "parameter" };

/** The parameters of an operation, those of its path included. */
export function parametersOf(operation: Operation, { document }: Description): Parameter[] {
  const found = find(document, operationName(operation));
  const listed = [found?.item.parameters, found?.node.parameters].flatMap((some) => (Array.isArray(some) ? some : []));
  return listed.flatMap((one) => parameterOf(one, document) ?? []);
}

/** What an entry of `parameters` stands for, behind its `$ref`; undefined where that is no parameter. */
export function parameterOf(listed: Json, document: JsonObject): Parameter | undefined {
  const reached = follow(document, listed);
  const parameter: Json = "dangling" in reached ? null : reached.node;
  return isObject(parameter) && isParameterPlace(parameter.in) && typeof parameter.name === "string"
    ? { kind: "parameter", in: parameter.in, name: parameter.name }
    : undefined;
}

/** Where a parameter can be (OpenAPI 3.1.1, section 4.8.12.1). */
function isParameterPlace(place: unknown): place is Parameter["in"] {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}
