import type { Probe, Vendor } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Refusal } from "../sample.ts";

/** Methods that change nothing at the vendor (RFC 9110, section 9.2.1), of those that a description can hold. */
const safe: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request with the method changes nothing at the vendor, so that it may be sent, and sent again. */
export function isSafe(method: string): boolean {
  return safe.has(method.toUpperCase());
}

/**
 * Refuses a probe that could change something at the vendor, unless the probe *and* the configured server are marked for
 * it. A contract's own server is never taken for a sandbox: nobody has marked that one. TRACE shows credentials.
 */
export function refuseUnsafe(operation: Operation, { unsafe }: Probe, vendor: Vendor): Refusal | undefined {
  if (isSafe(operation.method)) return undefined;
  const method = operation.method.toUpperCase();
  const missing = [
    ...(unsafe ? [] : ['the probe is not marked "unsafe: true"']),
    ...(vendor.sandbox ? [] : ['the vendor is not marked "sandbox: true"']),
    ...(vendor.server === undefined ? ['the vendor has no "server" of its own'] : []),
  ];
  if (method === "TRACE") return refusal(operation, "TRACE makes a server repeat the credentials, so it is never sent");
  if (missing.length === 0) return undefined;
  return refusal(
    operation,
    `${method} could change something at the vendor, so it is not sent: ${missing.join(", and ")}`,
  );
}

function refusal(operation: Operation, text: string): Refusal {
  return {
    operation,
    cause: "consumer",
    text,
    todo: "Probe operations with GET, HEAD or OPTIONS; others only at a server that is there to be tried out.",
  };
}
