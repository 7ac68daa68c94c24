import { Agent, buildConnector, type Client, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { guarding, publicLookup } from "./guard.ts";
import type { NetworkPolicy } from "./index.ts";
import { watching } from "./link.ts";
import type { Proxies } from "./proxy.ts";
import { TracedClient, tracing } from "./trace.ts";
import { naming, tunnels } from "./tunnel.ts";

/** What a pool takes from its surroundings. */
export interface Surroundings {
  readonly proxies: Proxies | undefined;
  /** Certificates that are trusted instead of those that Node trusts. */
  readonly ca: string | undefined;
}

/** A pool of traced connections, direct or by way of proxies. */
export function pool(policy: NetworkPolicy, { proxies, ca }: Surroundings): Dispatcher {
  const { allowPrivate, timeoutMs, timeouts, connections, http2 = false } = policy;
  const { connectMs = timeoutMs, headersMs = timeoutMs, bodyMs = timeoutMs } = timeouts ?? {};
  // A session that is resumed does not show its chain again, so that none is.
  const tls = { timeout: connectMs, allowH2: http2, maxCachedSessions: 0, ...(ca !== undefined && { ca }) };
  const direct = buildConnector({ ...tls, ...(!allowPrivate && { lookup: publicLookup }) });
  const { clientFactory, through } = tunnels(headersMs);
  const options = {
    connect: direct,
    ...(connections !== undefined && { connections }),
    factory: (origin: string | URL, options: Pool.Options) =>
      new Pool(origin, { ...options, factory: (origin, options: Client.Options) => client(origin, options) }),
  };

  function client(origin: string | URL, options: Client.Options): TracedClient {
    const connect = options.connect as buildConnector.connector; // which a pool has made of its own options
    return new TracedClient(origin, options, (link) =>
      connect === direct ? watching(connect, link, false) : through(watching(connect, link, true), link),
    );
  }

  const agent = proxies
    ? new EnvHttpProxyAgent({
        ...options,
        ...proxies,
        proxyTunnel: false, // most proxies let nothing but TLS through, and forward plain HTTP
        proxyTls: { ...tls, allowH2: false },
        requestTls: tls,
        clientFactory,
      })
    : new Agent(options);
  return agent.compose([naming, limiting(headersMs, bodyMs), tracing, ...(allowPrivate ? [] : [guarding])]);
}

/** Limits go with each request, because not every client that undici makes keeps its pool's. */
function limiting(headersTimeout: number, bodyTimeout: number): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch({ headersTimeout, bodyTimeout, ...options }, handler);
}
