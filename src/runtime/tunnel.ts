import { type buildConnector, type Dispatcher, Pool } from "undici";
import { around } from "./handler.ts";
import { advance, type Link } from "./link.ts";
import { proxyError } from "./proxy.ts";

/** How a proxy is asked for connections, in a way that can be followed. */
export interface Tunnels {
  /** Makes the client that speaks to the proxy. */
  readonly clientFactory: (proxy: URL, options: object) => Dispatcher;
  /** A connector that goes through the proxy, and tells the link how far it came. */
  readonly through: (connect: buildConnector.connector, link: Link) => buildConnector.connector;
}

/** @param headersMs how long a proxy may take to answer */
export function tunnels(headersMs: number): Tunnels {
  let connecting: Link | undefined; // undici asks the proxy in the same turn in which it is told to connect
  return {
    clientFactory: (proxy, options) =>
      new Pool(proxy, { ...options, headersTimeout: headersMs }).compose(
        (dispatch) => (request, handler) => dispatch(request, telling(connecting, handler)),
      ),
    through: (connect, link) => (options, callback) => {
      connecting = link;
      connect(options, callback);
      connecting = undefined;
    },
  };
}

function telling(link: Link | undefined, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
  return around(handler, {
    onRequestUpgrade(controller, status, ...facts) {
      if (link && status === 200) advance(link, "tls");
      else if (link) link.refusal = status;
      handler.onRequestUpgrade?.(controller, status, ...facts);
    },
  });
}

/** Names the refusal of a proxy that forwards, which undici takes for a mistake of ours. */
export const naming: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (request, handler) =>
  dispatch(
    request,
    around(handler, {
      onResponseError(controller, error) {
        const isRefused = error.message === "Proxy Authentication Required (407)";
        handler.onResponseError?.(controller, isRefused ? proxyError(error, 407) : error);
      },
    }),
  );
