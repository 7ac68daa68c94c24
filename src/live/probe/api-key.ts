import type { Auth } from "../../config/schema.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { Violation } from "../sample.ts";
import type { Parameter } from "./endpoint.ts";

type Key = Extract<Auth, { kind: "api-key" }>;

/** Whether a parameter is the configured API key: some contracts describe it as a parameter, too. */
export function isKey(parameter: Parameter, auth: Auth | undefined): boolean {
  return auth?.kind === "api-key" && auth.in === parameter.in && isSame(auth, parameter.name);
}

/**
 * Where the contract puts the API key of the configured name, if that is another place than the configured one. Nothing
 * is said of a name that the contract does not have: many vendors describe only some of their schemes.
 */
export function misplacedKey(document: JsonObject, auth: Auth | undefined): Violation[] {
  if (auth?.kind !== "api-key") return [];
  const named = schemes(document).filter(({ node }) => node.type === "apiKey" && isSame(auth, node.name));
  if (named.some(({ node }) => node.in === auth.in)) return [];
  return named.slice(0, 1).map(({ node, pointer }) => ({
    pointer,
    text: `the contract has the API key "${auth.name}" in the ${node.in}, and the configuration in the ${auth.in}`,
  }));
}

/** Names of headers go without case (RFC 9110, section 5.1). */
function isSame({ in: place, name }: Key, other: Json | undefined): boolean {
  if (typeof other !== "string") return false;
  return place === "header" ? name.toLowerCase() === other.toLowerCase() : name === other;
}

function schemes(document: JsonObject): { readonly node: JsonObject; readonly pointer: string }[] {
  const { components } = document;
  const listed = isObject(components) ? own(components, "securitySchemes") : undefined;
  if (!isObject(listed)) return [];
  return Object.entries(listed).flatMap(([name, scheme = null]) => {
    const target = follow(document, scheme, join("/components/securitySchemes", name));
    return "dangling" in target || !isObject(target.node) ? [] : [{ node: target.node, pointer: target.pointer }];
  });
}
