import { all, type FoundOperation } from "../../contract/operations.ts";
import type { JsonObject } from "../../json.ts";
import { isHostOf, type Server, serversOf } from "./servers.ts";
import { decoded, fits, type Segment } from "./template.ts";
import { leaves, tree } from "./tree.ts";

/** The operation that answers at an address. */
export interface Route {
  readonly operation: FoundOperation;
  /** Whether the contract names the address's host; `unnamed` where it names none. */
  readonly host: "documented" | "other" | "unnamed";
}

/** An address that no operation answers at. */
export interface Stray {
  /**
   * `scheme`: it did not go over HTTP. `host`: not one that the contract names. `options`: a browser asks what it may send
   * there (RFC 9110, section 9.3.7). `method`: the path is there, for other methods. `path`: it is not there.
   */
  readonly because: "scheme" | "host" | "options" | "method" | "path";
}

/**
 * Finds the operation of a contract that an exchange belongs to. Base paths are the servers', with their variables; a
 * host that is not theirs counts less than one that is. Literal text goes before parameters, from the left; a slash at
 * the end is spelling. HEAD is answered by GET where the contract does not have it (RFC 9110, section 9.3.2).
 * @see OpenAPI 3.2.0, section 4.8.2 (Path Templating Matching)
 */
export function router(document: JsonObject): (method: string, url: URL) => Route | Stray {
  const operations = all(document);
  const root = tree(document, operations);
  const servers = new Map(operations.map((operation) => [operation, serversOf(document, operation)]));
  const bases = distinct([...servers.values()].flat().map(({ base }) => base));
  const hosts = [...servers.values()].flat().filter(({ host }) => host !== undefined);
  const hostOf = (url: URL) => {
    if (hosts.length === 0) return "unnamed";
    return hosts.some((server) => isHostOf(server, url)) ? "documented" : "other";
  };
  return (method, url) => {
    if (!/^https?:$/.test(url.protocol)) return { because: "scheme" };
    const segments = url.pathname.split("/").slice(1).map(decoded);
    const found = bases
      .filter((base) => startsWith(segments, base))
      .flatMap((base) => spellings(segments.slice(base.length)).map((rest) => ({ base, rest })))
      .flatMap(({ base, rest }) => [...leaves(root, rest, url.searchParams)].map((leaf) => ({ base, leaf })))
      .flatMap(({ base, leaf }) => leaf.operations.flatMap((one) => candidate(one, base, url, servers.get(one) ?? [])))
      .sort((a, b) => b.rank - a.rank);
    const best = named(found, method) ?? (method === "HEAD" ? named(found, "GET") : undefined);
    if (best) return { operation: best.operation, host: hostOf(url) };
    if (hostOf(url) === "other") return { because: "host" };
    if (method === "OPTIONS") return { because: "options" };
    return { because: found.length > 0 ? "method" : "path" };
  };
}

function named(found: readonly Candidate[], method: string): Candidate | undefined {
  return found.find(({ operation }) => operation.operation.method.toUpperCase() === method);
}

/** An operation whose path fits. */
interface Candidate {
  readonly operation: FoundOperation;
  /** 3: an own server's host and base path. 2: its base path. 1: the bare path. */
  readonly rank: 1 | 2 | 3;
}

function candidate(
  operation: FoundOperation,
  base: readonly Segment[],
  url: URL,
  servers: readonly Server[],
): Candidate[] {
  const own = servers.filter((server) => isSame(server.base, base));
  if (own.length === 0) return base.length === 0 ? [{ operation, rank: 1 }] : [];
  return [{ operation, rank: own.some((server) => isHostOf(server, url)) ? 3 : 2 }];
}

function isSame(one: readonly Segment[], other: readonly Segment[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The longest first, and the bare path last. */
function distinct(bases: readonly (readonly Segment[])[]): (readonly Segment[])[] {
  const named = new Map([...bases, []].map((base) => [JSON.stringify(base), base]));
  return [...named.values()].sort((a, b) => b.length - a.length);
}

function startsWith(segments: readonly string[], base: readonly Segment[]): boolean {
  return base.every((part, i) => {
    const text = segments[i];
    if (text === undefined) return false;
    if (part.kind === "literal") return part.text === text;
    return part.kind === "parameter" ? text !== "" : fits(part.pieces, text);
  });
}

/** A path as it is, without the slash at its end, and with one. */
function spellings(segments: readonly string[]): (readonly string[])[] {
  return segments.at(-1) === "" ? [segments, segments.slice(0, -1)] : [segments, [...segments, ""]];
}
