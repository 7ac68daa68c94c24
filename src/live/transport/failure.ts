import { ProxyError, type Trace } from "../../runtime/index.ts";
import type { RawFailure } from "./reply.ts";

/** An error with which an exchange ends before its answer is whole. Anything else is a defect of ours. */
export function failure(error: unknown, { phase, connection }: Trace): RawFailure {
  const deepest = innermost(error);
  const { code, message } = told(deepest);
  return {
    kind: "failure",
    phase: prepare.test(code) ? "prepare" : error instanceof ProxyError ? "proxy" : (phase ?? phaseOf(code)),
    code,
    message,
    ...(connection && { connection }),
  };
}

/** undici and TLS wrap the error that says most. */
function innermost(error: unknown): unknown {
  if (error instanceof ProxyError) return error;
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

function told(error: unknown): Pick<RawFailure, "code" | "message"> {
  if (!(error instanceof Error)) return { code: "UNKNOWN", message: String(error) };
  if (error.name === "TimeoutError") return { code: "DEADLINE", message: "the probe took longer than it may in all" };
  const code: unknown = "code" in error ? error.code : undefined;
  return { code: typeof code === "string" ? code : error.name, message: error.message };
}

const prepare = /^(ADDRESS_REFUSED|UND_ERR_INVALID_ARG|ERR_INVALID_URL|ERR_INVALID_CHAR|UND_ERR_NOT_SUPPORTED)$/;

const codes: readonly (readonly [RawFailure["phase"], RegExp])[] = [
  ["dns", /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/],
  ["connect", /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/],
  ["tls", /^(CERT_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+|UNABLE_TO\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|HOSTNAME_MISMATCH)$/],
  ["body", /^(UND_ERR_BODY_\w+|UND_ERR_RES_\w+|Z_\w+|BodyTooLargeError|ERR_BROTLI_\w+|ERR__ERROR_FORMAT\w+)$/],
];

/** What the code alone says, for a dispatcher that keeps no trace. */
function phaseOf(code: string): RawFailure["phase"] {
  return codes.find(([, known]) => known.test(code))?.[0] ?? "headers";
}
