import { secret, variable } from "../../config/environment.ts";
import type { Auth } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Refusal } from "../sample.ts";

/** What authenticates a request, by the place it goes to. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** What must never be seen again. */
  readonly secrets: readonly string[];
}

const none: Credentials = { headers: {}, query: {}, cookies: {}, secrets: [] };

/** Reads the credentials from the environment; undefined where a variable is not set. */
export function credentials(auth: Auth | undefined, env: Runtime["env"]): Credentials | undefined {
  if (auth === undefined) return none;
  const values = references(auth).map((reference) => secret(reference, env)?.trim());
  const [value, name] = values;
  if (value === undefined || values.includes(undefined)) return undefined;
  switch (auth.kind) {
    case "bearer":
      return { ...none, headers: { authorization: `Bearer ${value}` }, secrets: [value] };
    case "basic": {
      const pair = Buffer.from(`${name}:${value}`).toString("base64");
      return { ...none, headers: { authorization: `Basic ${pair}` }, secrets: [value, pair] };
    }
    case "api-key":
      return apiKey(auth, value);
    case "oauth2":
      return { ...none, secrets: [value, Buffer.from(`${name}:${value}`).toString("base64")] }; // the token comes later
  }
}

/** The secret first, then whatever else may be a reference. */
function references(auth: Auth): string[] {
  switch (auth.kind) {
    case "bearer":
      return [auth.token];
    case "basic":
      return [auth.password, auth.username];
    case "api-key":
      return [auth.value];
    case "oauth2":
      return [auth.clientSecret, auth.clientId];
  }
}

function apiKey({ in: place, name }: Extract<Auth, { kind: "api-key" }>, value: string): Credentials {
  const secrets = [value];
  if (place === "header") return { ...none, headers: { [name.toLowerCase()]: value }, secrets };
  return place === "query"
    ? { ...none, query: { [name]: value }, secrets }
    : { ...none, cookies: { [name]: value }, secrets };
}

/** Why a probe cannot be authenticated: the variables that are not set. */
export function refuseUnauthenticated(auth: Auth | undefined, operation: Operation, env: Runtime["env"]): Refusal {
  const unset = (auth ? references(auth) : []).filter((reference) => secret(reference, env) === undefined);
  const names = unset.map((reference) => variable(reference) ?? reference).join(" and ");
  return {
    operation,
    cause: "authentication",
    text: `the environment variable ${names} is not set`,
    todo: `Set ${names}, or take "auth" out of the vendor's configuration.`,
  };
}
