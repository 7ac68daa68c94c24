import type { Json, JsonObject } from "../../json.ts";

const flows: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

/** A 2.0 security scheme in the words of OpenAPI 3.0; what is unknown stays as it is. */
export function securityScheme(old: JsonObject): JsonObject {
  const { type, flow, authorizationUrl, tokenUrl, scopes, ...rest } = old;
  if (type === "basic") return { ...rest, type: "http", scheme: "basic" };
  const name = flows[String(flow)];
  if (type !== "oauth2" || name === undefined) return old;
  return { ...rest, type, flows: { [name]: defined({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) } };
}

function defined(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
