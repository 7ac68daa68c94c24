import type { Description, Operation } from "../contract/contract.ts";
import { match, operations } from "../contract/operations.ts";
import { isObject } from "../json.ts";
import { literal } from "../literal.ts";
import type { OperationsAt } from "./ways/way.ts";

/** Finds operations by what code asks for, under every address that the vendor is known by. */
export function operationsAt(pinned: Description, server: string | undefined): OperationsAt {
  const servers = serversOf(pinned, server);
  const methods = [...new Set(operations(pinned.document).map(({ method }) => method))];
  const known = new Map<string, readonly Operation[]>();

  function find(method: string | undefined, target: string): readonly Operation[] {
    return pathsOf(target, servers).flatMap((path) =>
      (method === undefined ? methods : [method]).flatMap((one) => match(pinned.document, one, path)?.operation ?? []),
    );
  }

  return (method, target) => {
    const key = `${method} ${target}`;
    const operations = known.get(key) ?? find(method, target);
    known.set(key, operations);
    return operations;
  };
}

/** Whether an address may be one of the vendor's: it names no host, one that is only known at run time, or theirs. */
export function servedAt(pinned: Description, server: string | undefined): (address: string) => boolean {
  const servers = serversOf(pinned, server);
  return (address) => {
    const [, host] = /^https?:\/\/([^/?#]+)/.exec(address) ?? [];
    return host === undefined || isKnown(host, servers);
  };
}

/** Whether an address of which a part is only known at run time may be for a path of the contract, without parameters. */
export function openTo(pinned: Description, server: string | undefined): (address: string, path: string) => boolean {
  const servers = serversOf(pinned, server);
  return (address, path) => {
    const [target = ""] = address.split(/[?#]/, 1);
    if (!target.includes("{}")) return false;
    const isLoose = !/^(?:https?:|\/)/i.test(target); // the start is not known, or left to a client's base
    const paths = isLoose ? [target, `/${target}`] : pathsOf(target, servers);
    return paths.some((one) => new RegExp(`^${one.split("{}").map(literal).join(".*")}$`).test(path));
  };
}

/** Whether an address is one of a path template, whatever its server. */
export function isFor(address: string, template: string): boolean {
  const [target = ""] = address.split(/[?#]/, 1);
  const literals = template.split(/\{[^{}]*\}/).map(literal);
  return new RegExp(`${literals.join("[^/]+")}$`).test(target);
}

function serversOf(pinned: Description, server: string | undefined): Server[] {
  return [...(server === undefined ? [] : [server]), ...documentedServers(pinned)].flatMap(parseUrl);
}

interface Server {
  readonly host: string;
  /** Without a slash at its end. */
  readonly basePath: string;
}

function documentedServers({ document: { servers } }: Description): string[] {
  if (!Array.isArray(servers)) return [];
  return servers.flatMap((server) => (isObject(server) && typeof server.url === "string" ? [server.url] : []));
}

function parseUrl(url: string): Server[] {
  if (!URL.canParse(url)) return url.startsWith("/") ? [{ host: "", basePath: url.replace(/\/$/, "") }] : [];
  const { host, pathname } = new URL(url);
  return [{ host, basePath: pathname.replace(/\/$/, "") }];
}

/** The paths, below a server, that a target may mean; none where it goes to another host. */
function pathsOf(target: string, servers: readonly Server[]): string[] {
  const [, host, path] = /^(?:https?:\/\/([^/?#]+)|\{\})?(\/[^?#]*)/.exec(target) ?? []; // `{}` in front: the server, in a variable
  if (path === undefined || (host !== undefined && !isKnown(host, servers))) return [];
  const below = servers
    .filter(({ basePath }) => basePath !== "" && path.startsWith(`${basePath}/`))
    .map(({ basePath }) => path.slice(basePath.length));
  const whole = [...new Set([...below, path])];
  // `/orders${query}` may end in a query string.
  return [...whole, ...whole.flatMap((one) => (/[^/]\{\}$/.test(one) ? [one.slice(0, -2)] : []))];
}

function isKnown(host: string, servers: readonly Server[]): boolean {
  const hosts = servers.filter((server) => server.host !== "");
  return hosts.length === 0 || host.includes("{}") || hosts.some((server) => server.host === host);
}
