import { UsageError } from "../errors.ts";
import { ProxyError, type Runtime } from "./index.ts";

/** Which proxies are used, and for which hosts none; empty where there is none. */
export interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxies that the environment names, in the spelling of curl: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, where
 * lower case comes first, a missing scheme is http, and `HTTP_PROXY` alone is for both. This machine itself is never
 * asked of a proxy. Undefined where none is named.
 * @throws UsageError DP1302 for what is no address of an HTTP proxy
 */
export function proxiesOf(env: Runtime["env"]): Proxies | undefined {
  const [httpProxy, httpsProxy] = [proxy("HTTP_PROXY", env), proxy("HTTPS_PROXY", env)];
  if (httpProxy === "" && httpsProxy === "") return undefined;
  const noProxy = read("NO_PROXY", env);
  return { httpProxy, httpsProxy, noProxy: noProxy === "*" ? noProxy : [noProxy, ...thisMachine].join(",") };
}

const thisMachine = ["localhost", "127.0.0.1", "[::1]"];

function read(name: string, env: Runtime["env"]): string {
  return (env[name.toLowerCase()] ?? env[name] ?? "").trim();
}

function proxy(name: string, env: Runtime["env"]): string {
  const value = read(name, env);
  const url = value === "" || value.includes("://") ? value : `http://${value}`;
  if (url === "" || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url;
  throw new UsageError("DP1302", {
    what: `the environment variable ${name} is not the address of an HTTP proxy`, // which may hold a password
    todo: "write it as http://host:port",
  });
}

/** Why a proxy lets nothing through: it answered with another status, or what went wrong on the way to it. */
export function proxyError(cause: Error, status: number | undefined): ProxyError {
  if (status !== undefined) {
    const wish = status === 407 ? ", so that it wants credentials" : "";
    return new ProxyError(`PROXY_${status}`, `the proxy answered ${status}${wish}`, { cause });
  }
  const inner = cause instanceof AggregateError && cause.errors[0] instanceof Error ? cause.errors[0] : cause;
  const code = "code" in inner && typeof inner.code === "string" ? inner.code : inner.name;
  return new ProxyError(code, `the proxy cannot be reached (${code})`, { cause }); // its address may be a secret
}
