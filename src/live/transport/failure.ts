import type { Failure } from "../exchange.ts";

/** An error with which an exchange ends before its answer is whole. Anything else is a defect of ours. */
export function failure(error: unknown, phase: "headers" | "body"): Failure {
  const deepest = innermost(error);
  const { code, message } = told(deepest);
  return { kind: "failure", phase: phaseOf(deepest, code, message) ?? phase, code, message };
}

/** undici and TLS wrap the error that says most. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;
}

function told(error: unknown): Pick<Failure, "code" | "message"> {
  if (!(error instanceof Error)) return { code: "UNKNOWN", message: String(error) };
  const code: unknown = "code" in error ? error.code : undefined;
  return { code: typeof code === "string" ? code : error.name, message: error.message };
}

const phases: readonly (readonly [Failure["phase"], RegExp])[] = [
  ["prepare", /^(ADDRESS_REFUSED|UND_ERR_INVALID_ARG|ERR_INVALID_URL|ERR_INVALID_CHAR|UND_ERR_NOT_SUPPORTED)$/],
  ["dns", /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/],
  ["connect", /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/],
  ["tls", /^(CERT_\w+|DEPTH_ZERO\w+|SELF_SIGNED\w+|UNABLE_TO\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|HOSTNAME_MISMATCH)$/],
  ["headers", /^(UND_ERR_HEADERS_\w+)$/],
  ["body", /^(UND_ERR_BODY_\w+|UND_ERR_RES_\w+|Z_\w+|BodyTooLargeError|ERR_BROTLI_\w+|ERR__ERROR_FORMAT\w+)$/],
];

function phaseOf(error: unknown, code: string, message: string): Failure["phase"] | undefined {
  // Node has no code of its own for a peer that goes away during the handshake.
  if (message.includes("before secure TLS connection")) return "tls";
  if (error instanceof Error && "syscall" in error && error.syscall === "connect") return "connect";
  return phases.find(([, codes]) => codes.test(code))?.[0];
}
