import type { Auth } from "../config/schema.ts";
import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { follow } from "../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../json.ts";

/** One scheme that a contract asks for, as far as it concerns what is configured. */
export interface Scheme {
  /** The kinds of `auth` that satisfy it; none where driftpin has no such kind. */
  readonly kinds: readonly Auth["kind"][];
  /** For a person: `an API key in the header X-Key`. */
  readonly told: string;
  readonly scopes: readonly string[];
}

/**
 * What the contract asks for before it serves an operation: any of the alternatives, each with all of its schemes. Empty
 * where it asks for nothing, or nothing is enough.
 * @see OpenAPI 3.2.0, section 4.30 (Security Requirement Object)
 */
export function securityOf({ document }: Description, operation: Operation): Scheme[][] {
  const node = find(document, operationName(operation))?.node;
  const listed = (node && own(node, "security")) ?? document.security;
  if (!Array.isArray(listed)) return [];
  const alternatives = listed.filter(isObject).map((requirement) => schemesOf(document, requirement));
  return alternatives.some((schemes) => schemes.length === 0) ? [] : alternatives;
}

function schemesOf(document: JsonObject, requirement: JsonObject): Scheme[] {
  return Object.entries(requirement).flatMap(([name, scopes]) => {
    const pointer = join("/components/securitySchemes", name);
    const target = follow(document, { $ref: `#${pointer}` }, pointer);
    if ("dangling" in target || !isObject(target.node)) return [];
    return [{ ...readScheme(target.node), scopes: strings(scopes) }];
  });
}

function readScheme({ type, scheme, in: place, name }: JsonObject): Omit<Scheme, "scopes"> {
  if (type === "apiKey") return { kinds: ["api-key"], told: `an API key in the ${place} ${name}` };
  if (type === "oauth2" || type === "openIdConnect") return { kinds: ["oauth2", "bearer"], told: "an OAuth 2.0 token" };
  const http = typeof scheme === "string" ? scheme.toLowerCase() : "";
  if (http === "bearer") return { kinds: ["bearer", "oauth2"], told: "a bearer token" };
  if (http === "basic") return { kinds: ["basic"], told: "a user name and a password" };
  return { kinds: [], told: type === "http" ? `the scheme ${http}` : String(type) };
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
