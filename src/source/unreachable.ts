import { CouldNotCheckError } from "../errors.ts";
import { AddressRefusedError, ProxyError } from "../runtime/index.ts";
import { tooLarge } from "./bytes.ts";
import { BodyTooLargeError } from "./decompress.ts";

/** A URL that was asked, and what it is called in reports. */
interface Asked {
  readonly url: URL;
  readonly place: string;
  readonly wanted: { readonly noun: string; readonly bytesLimit: number };
}

/** Why no whole answer came from a URL, in words. */
export function unreachable({ url, place, wanted }: Asked, cause: unknown, timeoutMs: number): CouldNotCheckError {
  const where = { file: place };
  if (cause instanceof BodyTooLargeError) return tooLarge(place, wanted);
  if (cause instanceof AddressRefusedError) {
    const todo = "if the host is your own, set allow-private; if a redirect led there, do not trust it";
    return new CouldNotCheckError("DP2006", { what: cause.message, where, todo, cause });
  }
  const { what, todo } = story(url, cause, timeoutMs);
  return new CouldNotCheckError("DP2005", { what, where, todo, cause });
}

interface Story {
  readonly what: string;
  readonly todo: string;
}

function story({ host, hostname }: URL, cause: unknown, timeoutMs: number): Story {
  if (cause instanceof ProxyError) {
    return {
      what: `${host} cannot be reached: ${cause.message}`,
      todo: "look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY, or ask who runs the proxy",
    };
  }
  const code = codeOf(cause);
  if (/TIMEOUT|TimeoutError|ETIMEDOUT/.test(code)) {
    return { what: `${host} did not answer in time`, todo: `try again, or raise timeout (now ${timeoutMs} ms)` };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return { what: `the name ${hostname} could not be resolved`, todo: "check the name and the network" };
  }
  if (code === "ECONNREFUSED") return { what: `${host} refused the connection`, todo: "check host and port" };
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) {
    return {
      what: `the certificate of ${host} is not trusted (${code})`,
      todo: "check the host, or NODE_EXTRA_CA_CERTS",
    };
  }
  if (/^Z_|^ERR_.*(BROTLI|ZLIB)/.test(code) || cause instanceof RangeError) {
    return { what: `the answer of ${host} could not be decompressed (${code})`, todo: "try again, or tell the vendor" };
  }
  return { what: `the answer of ${host} did not arrive whole (${code})`, todo: "try again" };
}

/** Where a system tried several addresses, it throws them together. */
function codeOf(cause: unknown): string {
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}
