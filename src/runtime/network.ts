import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import type { buildConnector } from "undici";
import { isPublic } from "./address.ts";
import { AddressRefusedError, type Network } from "./index.ts";
import { reach } from "./reach.ts";

/** HTTP over undici, which keeps TLS and system error codes as they are. */
export const nodeNetwork: Network = {
  async open({ allowPrivate, timeoutMs, connections }) {
    const { Agent, buildConnector } = await import("undici");
    return new Agent({
      connect: allowPrivate
        ? { timeout: timeoutMs }
        : guarded(buildConnector({ timeout: timeoutMs, lookup: publicLookup })),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      ...(connections === undefined ? {} : { connections }),
    });
  },

  async addresses(host, { allowPrivate }) {
    const found = await promisify(lookup)(bare(host), { all: true });
    const addresses = found.map(({ address }) => address);
    const refused = allowPrivate ? null : refusal(host, addresses);
    if (refused) throw refused;
    return addresses;
  },

  reach,
};

/** Sockets look names up, so their addresses are checked there; a literal address is never looked up, so it is checked here. */
function guarded(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    const literal = bare(options.hostname);
    if (isIP(literal) !== 0 && !isPublic(literal)) callback(new AddressRefusedError(literal, literal), null);
    else connect(options, callback);
  };
}

const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, options, (error, found, family) => {
    const addresses = typeof found === "string" ? [found] : found?.map(({ address }) => address);
    callback(error ?? refusal(host, addresses), found, family);
  });
};

/** One private address among public ones is enough: which of them a socket picks is not ours to say. */
function refusal(host: string, addresses: readonly string[]): AddressRefusedError | null {
  const refused = addresses.find((address) => !isPublic(address));
  return refused === undefined ? null : new AddressRefusedError(host, refused);
}

/** `[::1]`, as URLs write it, is `::1`. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
