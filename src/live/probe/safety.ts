import type { Operation } from "../../contract/contract.ts";
import type { Refusal } from "../sample.ts";

/** Methods that change nothing at the vendor (RFC 9110, section 9.2.1), of those that a description can hold. */
const safe: ReadonlySet<string> = new Set(["get", "head", "options"]);

/** Refuses a probe that could change something at the vendor. */
export function refuseUnsafe(operation: Operation): Refusal | undefined {
  if (safe.has(operation.method)) return undefined;
  const method = operation.method.toUpperCase();
  return {
    operation,
    cause: "consumer",
    text: `${method} could change something at the vendor, so it is never sent`,
    todo: "Probe operations with GET, HEAD or OPTIONS.",
  };
}
