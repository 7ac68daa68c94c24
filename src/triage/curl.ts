import { quote } from "shlex";
import { variable } from "../config/environment.ts";
import type { Auth, Vendor } from "../config/schema.ts";
import type { Exchange } from "../live/exchange.ts";
import { redacted } from "../live/redact/text.ts";

/**
 * A command line for a POSIX shell that sends a request again. Whatever was taken out of the request is a `$VARIABLE`: the
 * one that the configuration names for it, or else one that is called after its place.
 */
export function curl({ request }: Exchange, { auth }: Pick<Vendor, "auth">): string {
  const { method, url, headers } = request;
  const kept = Object.entries(headers).filter(([name]) => !isCurlsOwn(name, auth));
  return [
    "curl --include --compressed --globoff",
    ...(method === "GET" ? [] : [method === "HEAD" ? "--head" : `--request ${quote(method)}`]),
    ...(auth?.kind === "basic" ? [`--user ${user(auth)}`] : []),
    ...kept.map(([name, value]) => `--header ${header(name, value, auth)}`),
    ...(headers["content-type"] === undefined ? [] : [`--data-binary "@$BODY_FILE"`]),
    address(url, auth),
  ].join(" ");
}

function isCurlsOwn(name: string, auth: Auth | undefined): boolean {
  return (
    ["accept-encoding", "content-length", "host"].includes(name) || (name === "authorization" && auth?.kind === "basic")
  );
}

function user({ username, password }: Extract<Auth, { kind: "basic" }>): string {
  const name = variable(username);
  return (name === undefined ? word(`${username}:`, []) : `"$${name}":`) + expansion(password, "PASSWORD");
}

function header(name: string, value: string, auth: Auth | undefined): string {
  if (name === "authorization") {
    const token = auth?.kind === "bearer" ? variable(auth.token) : undefined;
    const scheme = auth?.kind === "bearer" || auth?.kind === "oauth2" ? "Bearer " : "";
    return word(`authorization: ${scheme}${redacted}`, [token ?? "ACCESS_TOKEN"]);
  }
  if (auth?.kind !== "api-key") return word(`${name}: ${value}`, [spelled(name)]);
  const key = variable(auth.value) ?? spelled(auth.name);
  if (auth.in === "cookie" && name === "cookie") return word(`cookie: ${auth.name}=${redacted}`, [key]);
  const isKey = auth.in === "header" && auth.name.toLowerCase() === name;
  return word(`${name}: ${value}`, [isKey ? key : spelled(name)]);
}

/** Each value that is missing has a variable of its own, called after its parameter. */
function address(url: string, auth: Auth | undefined): string {
  const before = url.split(redacted).slice(0, -1);
  return word(
    url,
    before.map((text) => {
      const name = /[?&]([^=&]*)=[^&]*$/.exec(text)?.[1];
      const isKey = auth?.kind === "api-key" && auth.in === "query" && auth.name === name;
      return (isKey ? variable(auth.value) : undefined) ?? spelled(name ?? "value");
    }),
  );
}

function expansion(reference: string, otherwise: string): string {
  return `"$${variable(reference) ?? otherwise}"`;
}

function spelled(name: string): string {
  return name
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, "_")
    .replace(/^(?=\d)|^$/, "_");
}

/** One word of a command line; variables, in order, stand for what was taken out. The last one stands for the rest. */
function word(text: string, variables: readonly string[]): string {
  return text
    .split(redacted)
    .map((part, i) => (i === 0 ? "" : `"$${variables[i - 1] ?? variables.at(-1)}"`) + (part === "" ? "" : quote(part)))
    .join("");
}
