import type { FoundOperation } from "../../contract/operations.ts";
import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { fits, piecesOf, type Segment, segmentsOf } from "./template.ts";

/** Where a contract says that an operation is served. */
export interface Server {
  /** Pieces of the host, with its port if that is not the scheme's own; absent where any host may be meant. */
  readonly host: readonly string[] | undefined;
  /** The base path. */
  readonly base: readonly Segment[];
}

/** An operation's own servers, else those of its path, else the document's, else `/` (OpenAPI 3.2.0, section 4.6). */
export function serversOf(document: JsonObject, { node, item }: FoundOperation): Server[] {
  const listed = [node, item, document].map((holder) => own(holder, "servers")).find(isFilled) ?? [{ url: "/" }];
  return listed.flatMap((server: Json) =>
    isObject(server) && typeof server.url === "string"
      ? spellings(server.url, own(server, "variables")).slice(0, mostSpellings).map(parse)
      : [],
  );
}

function isFilled(servers: Json | undefined): servers is readonly Json[] {
  return Array.isArray(servers) && servers.length > 0;
}

/** More combinations of a server's variables than these are told by their template alone. */
const mostSpellings = 50;

/** A URL for each combination of its variables' values; a variable without a list of values also stays as it is. */
function spellings(url: string, variables: Json | undefined): string[] {
  const names = [...new Set([...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name))];
  return names.reduce(
    (urls, name) =>
      urls.length > mostSpellings
        ? urls
        : urls.flatMap((one) => valuesOf(variables, name).map((value) => one.replaceAll(`{${name}}`, () => value))),
    [url],
  );
}

function valuesOf(variables: Json | undefined, name: string): string[] {
  const variable = isObject(variables) ? own(variables, name) : undefined;
  const said = isObject(variable) ? variable : {};
  const listed = [said.default, ...(Array.isArray(said.enum) ? said.enum : [])].filter(
    (value): value is string => typeof value === "string",
  );
  return [...new Set([...listed, ...(Array.isArray(said.enum) ? [] : [`{${name}}`])])];
}

function parse(url: string): Server {
  const [, host, path = ""] = /^(?:(?:[a-z][\w+.-]*|\{[^{}]*\}):)?\/\/([^/?#]*)(.*)$/i.exec(url) ?? [
    url,
    undefined,
    url,
  ];
  const base = segmentsOf(`/${path.replaceAll(/^\/+|\/+$/g, "")}`);
  return {
    host: host === undefined ? undefined : piecesOf(withoutDefaultPort(url, host.toLowerCase())),
    base: base.length === 1 && isEmpty(base[0]) ? [] : base,
  };
}

function isEmpty(segment: Segment | undefined): boolean {
  return segment?.kind === "literal" && segment.text === "";
}

function withoutDefaultPort(url: string, host: string): string {
  return host.replace(/^https:/i.test(url) ? /:443$/ : /:80$/, "");
}

/** Whether a host, with its port if that is not the scheme's own, is a server's. */
export function isHostOf({ host }: Server, of: URL): boolean {
  return host !== undefined && fits(host, of.host.toLowerCase());
}
