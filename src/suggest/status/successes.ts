import type { Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { objectBehind } from "../../contract/reference.ts";
import { canonical, isObject, type JsonObject } from "../../json.ts";

/** The statuses that an operation succeeds with, each with its body's media types and schemas as a text; "" for no body. */
export type Successes = ReadonlyMap<number, string>;

/** Those that a contract names one by one: `2XX` and `default` are none. */
export function successesOf(description: Description | undefined, operation: Operation): Successes {
  const found = description && find(description.document, operationName(operation));
  if (!found) return new Map();
  const { document } = description;
  const responses = Object.entries(objectBehind(document, found.node.responses) ?? {});
  const fine = responses.filter(([status]) => /^2\d\d$/.test(status));
  return new Map(fine.map(([status, response]) => [Number(status), bodyOf(objectBehind(document, response) ?? {})]));
}

function bodyOf({ content }: JsonObject): string {
  return isObject(content) && Object.keys(content).length > 0 ? canonical(content) : "";
}
