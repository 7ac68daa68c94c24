import { type Description, methods, type Operation } from "../../contract/contract.ts";
import { type FoundOperation, find, operationName } from "../../contract/operations.ts";
import { objectBehind } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { parametersOf } from "../parameters.ts";

/** A part of an operation that has a type of its own. */
export type Typed = "answer" | "body" | "query" | "headers";

/**
 * How a contract's types call a part of an operation, from `paths` on: what it answers with when all is well, what is
 * sent as its body, its query, its headers. Undefined where the contract does not have the operation, or JSON there.
 * @param spelled names of headers as the code has them: their case says nothing (RFC 9110, section 5.1)
 */
export function typeOf(
  part: Typed,
  operation: Operation,
  contract: Description,
  spelled: readonly string[] = [],
): string | undefined {
  const { document } = contract;
  const found = find(document, operationName(operation));
  if (found === undefined || !methods.some((method) => method === found.operation.method)) return undefined;
  if (part === "answer") return answer(found, document);
  if (part === "headers") return headers(found, document, spelled);
  return part === "body" ? body(found, document) : query(found, contract);
}

function answer(found: FoundOperation, document: JsonObject): string | undefined {
  const responses = Object.entries(objectBehind(document, found.node.responses) ?? {});
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

/** Those that have to be there; what their values are is told in no type, for all are texts. */
function headers({ item, node }: FoundOperation, document: JsonObject, spelled: readonly string[]): string | undefined {
  const listed = [item.parameters, node.parameters].flatMap((some) => (Array.isArray(some) ? some : []));
  const required = listed.flatMap((one) => {
    const { in: place, name, required } = objectBehind(document, one) ?? {};
    return place === "header" && required === true && typeof name === "string" && !standing.test(name) ? [name] : [];
  });
  const names = required.map((name) => spelled.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name);
  return names.length > 0
    ? `{ ${names.map((name) => `${quote(name)}: unknown; `).join("")}[name: string]: unknown }`
    : undefined;
}

/** Parameters of these names say nothing (OpenAPI 3.1.1, section 4.8.12.2.1). */
const standing = /^(accept|content-type|authorization)$/i;

function at({ operation: { method, path } }: FoundOperation): string {
  return `paths[${quote(path)}][${quote(method)}]`;
}

function jsonMedia(node: Json | undefined, document: JsonObject): string[] {
  const { content } = objectBehind(document, node) ?? {};
  return Object.keys(isObject(content) ? content : {}).filter((media) => /[/+]json\b/i.test(media));
}

function quote(name: string): string {
  return JSON.stringify(name);
}
