import { createHash } from "node:crypto";
import { canonical } from "../../json.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation } from "../sample.ts";

/** Completes a deviation with its fingerprint. */
export function deviation(parts: Omit<Deviation, "fingerprint" | "rule"> & { readonly rule: LiveRuleId }): Deviation {
  return { ...parts, fingerprint: fingerprint(parts) };
}

/** One deviation a place: the first of those that share a fingerprint. */
export function distinct(deviations: readonly Deviation[]): Deviation[] {
  return [...new Map(deviations.toReversed().map((found) => [found.fingerprint, found])).values()].reverse();
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
