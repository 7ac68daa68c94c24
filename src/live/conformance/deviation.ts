import { createHash } from "node:crypto";
import { canonical } from "../../json.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation } from "../sample.ts";

/** A deviation, and the way to where it was first met in the body: array indices and keys as they came, which may be secret. */
export interface Met {
  readonly deviation: Deviation;
  readonly path: readonly string[];
}

/** Completes a deviation with its fingerprint. */
export function deviation(parts: Omit<Deviation, "fingerprint" | "rule"> & { readonly rule: LiveRuleId }): Deviation {
  return { ...parts, fingerprint: fingerprint(parts) };
}

/** One deviation a place: the first of those that share a fingerprint. A list of a thousand items deviates once. */
export function distinct(found: readonly Met[]): Met[] {
  return [...new Map(found.toReversed().map((met) => [met.deviation.fingerprint, met])).values()].reverse();
}

/** Parameter names of a path template are spelling, so they do not count. */
function fingerprint({
  rule,
  operation,
  status,
  instancePath,
  pointer,
  keyword,
}: Omit<Deviation, "fingerprint">): string {
  const path = operation.path.replaceAll(/\{[^}]*\}/g, "{}");
  const header = keyword === "header" ? pointer.slice(pointer.lastIndexOf("/")) : "";
  const place = [rule, operation.method, path, status, instancePath, header];
  return createHash("sha256").update(canonical(place)).digest("hex").slice(0, 16);
}
