import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Dispatcher } from "undici";
import { isPublic } from "./address.ts";
import { AddressRefusedError } from "./index.ts";

/**
 * Refuses requests to addresses that are not public, and to names of this machine (RFC 6761, section 6.3). Literal
 * addresses are never looked up, and behind a proxy no name is, so that both are checked here.
 */
export const guarding: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
  const host = bare(new URL(String(options.origin)).hostname);
  const isOurs = /(^|\.)localhost\.?$/i.test(host);
  if (isOurs || (isIP(host) !== 0 && !isPublic(host))) throw new AddressRefusedError(host, isOurs ? "127.0.0.1" : host);
  return dispatch(options, handler);
};

/** Looks a name up, and refuses it where one of its addresses is not public. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, options, (error, found: string | LookupAddress[], family) => {
    const addresses = typeof found === "string" ? [found] : found?.map(({ address }) => address);
    callback(error ?? refusal(host, addresses), found, family);
  });
};

/** One private address among public ones is enough: which of them a socket picks is not ours to say. */
export function refusal(host: string, addresses: readonly string[]): AddressRefusedError | null {
  const refused = addresses.find((address) => !isPublic(address));
  return refused === undefined ? null : new AddressRefusedError(host, refused);
}

/** `[::1]`, as URLs write it, is `::1`. */
export function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
