import { type Description, methods, type Operation } from "../../contract/contract.ts";
import { type FoundOperation, find, operationName } from "../../contract/operations.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { parametersOf } from "../parameters.ts";

/** A part of an operation that has a type of its own. */
export type Typed = "answer" | "body" | "query";

/**
 * How a contract's types call a part of an operation, from `paths` on: what it answers with when all is well, what is
 * sent as its body, its query. Undefined where the contract does not have the operation, or JSON there.
 */
export function typeOf(part: Typed, operation: Operation, contract: Description): string | undefined {
  const { document } = contract;
  const found = find(document, operationName(operation));
  if (found === undefined || !methods.some((method) => method === found.operation.method)) return undefined;
  if (part === "answer") return answer(found, document);
  return part === "body" ? body(found, document) : query(found, contract);
}

function answer(found: FoundOperation, document: JsonObject): string | undefined {
  const responses = Object.entries(objectAt(found.node.responses, document));
  const fine = responses.filter(([status]) => /^2/.test(status));
  const told = fine.length > 0 ? fine : responses.filter(([status]) => status === "default");
  const types = told.flatMap(([status, response]) =>
    jsonMedia(response, document).map(
      (media) => `${at(found)}["responses"][${quote(status)}]["content"][${quote(media)}]`,
    ),
  );
  return types.length > 0 ? types.join(" | ") : undefined;
}

function body(found: FoundOperation, document: JsonObject): string | undefined {
  const media = jsonMedia(found.node.requestBody, document);
  const whole = `NonNullable<${at(found)}["requestBody"]>["content"]`;
  return media.length > 0 ? media.map((one) => `${whole}[${quote(one)}]`).join(" | ") : undefined;
}

/** Names that the contract does not have are the team's matter: vendors take more than they write down. */
function query(found: FoundOperation, contract: Description): string | undefined {
  const has = parametersOf(found.operation, contract).some((parameter) => parameter.in === "query");
  return has ? `NonNullable<${at(found)}["parameters"]["query"]> & { [name: string]: unknown }` : undefined;
}

function at({ operation: { method, path } }: FoundOperation): string {
  return `paths[${quote(path)}][${quote(method)}]`;
}

function jsonMedia(node: Json | undefined, document: JsonObject): string[] {
  const { content } = objectAt(node, document);
  return Object.keys(isObject(content) ? content : {}).filter((media) => /[/+]json\b/i.test(media));
}

function objectAt(node: Json | undefined, document: JsonObject): JsonObject {
  const reached = node === undefined ? undefined : follow(document, node);
  return reached && !("dangling" in reached) && isObject(reached.node) ? reached.node : {};
}

function quote(name: string): string {
  return JSON.stringify(name);
}
