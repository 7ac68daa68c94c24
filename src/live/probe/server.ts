import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Sample } from "../sample.ts";

/**
 * Where probes go if the configuration does not say: the pinned contract's first absolute server. Never the published
 * one's, which nobody has reviewed, because credentials go there.
 */
export function firstServer(pinned: JsonObject): string | undefined {
  return serversOf(pinned).find((url) => /^https?:\/\//.test(url) && URL.canParse(url));
}

/** Whether an address has the base path of one of a contract's servers. Hosts differ by environment, base paths do not. */
export function placeOfServer(pinned: JsonObject, server: string): Sample["server"] {
  const paths = serversOf(pinned).flatMap((url) => (URL.canParse(url, server) ? [basePath(new URL(url, server))] : []));
  if (paths.length === 0) return "unnamed";
  return paths.includes(basePath(new URL(server))) ? "documented" : "other";
}

function basePath({ pathname }: URL): string {
  return pathname.replace(/\/+$/, "");
}

/** Where the team, and the contract itself, say that it is served. @param servers those that are asked, with full addresses */
export function addressesOf(document: JsonObject, servers: readonly string[]): URL[] {
  const [first] = servers;
  return [...servers, ...serversOf(document)].flatMap((server) =>
    URL.canParse(server, first) ? [new URL(server, first)] : [],
  );
}

/** The addresses of a contract's servers, which may be relative. */
function serversOf({ servers }: JsonObject): string[] {
  if (!Array.isArray(servers)) return [];
  return servers.flatMap((server: Json) =>
    isObject(server) && typeof server.url === "string" ? [expand(server.url, server)] : [],
  );
}

/** Variables at their defaults (OpenAPI 3.2.0, section 4.6). */
function expand(url: string, { variables }: JsonObject): string {
  return url.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
    const variable = isObject(variables) ? variables[name] : undefined;
    return isObject(variable) && typeof variable.default === "string" ? variable.default : whole;
  });
}
