import type { IncomingHttpHeaders } from "node:http";
import { at, isObject, type Json, type JsonObject, join, own } from "../../../src/json.ts";
import type { Endpoint } from "../../../src/live/probe/endpoint.ts";

/** A request, as far as credentials are in it. */
interface Asked {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

/** Whether a request has a credential in each place where one alternative of what an operation asks for has it. */
export function isKnown(asked: Asked, { document, node }: Endpoint): boolean {
  const alternatives = own(node, "security") ?? document.security;
  if (!Array.isArray(alternatives) || alternatives.length === 0) return true;
  return alternatives.some((schemes: Json) =>
    Object.keys(schemes ?? {}).every((name) => has(asked, schemeOf(document, name))),
  );
}

/** The parameters of the query that are API keys. */
export function keysInQuery(document: JsonObject): readonly Json[] {
  const schemes = Object.values(at(document, "/components/securitySchemes") ?? {});
  return schemes.flatMap((one) =>
    isObject(one) && one.type === "apiKey" && one.in === "query" ? [one.name ?? ""] : [],
  );
}

function schemeOf(document: JsonObject, name: string): JsonObject {
  const scheme = at(document, join("/components/securitySchemes", name));
  if (!isObject(scheme)) throw new RangeError(`the description has no security scheme ${name}`);
  return scheme;
}

function has({ url, headers }: Asked, { type, scheme, in: place, name }: JsonObject): boolean {
  if (type === "apiKey") {
    if (place === "query") return url.searchParams.has(String(name));
    return place === "header" ? String(name).toLowerCase() in headers : `; ${headers.cookie}`.includes(`; ${name}=`);
  }
  const word = type === "http" ? String(scheme) : "bearer";
  return new RegExp(`^${word} +\\S`, "i").test(headers.authorization ?? "");
}
