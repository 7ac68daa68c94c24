import type { Change } from "../diff/change.ts";
import type { Violation } from "../live/sample.ts";
import type { Seen } from "./sight.ts";
import type { Testimony } from "./testimony.ts";
import { isWithin } from "./within.ts";

/**
 * What may or must be sent has changed. Only a request that one contract allows and the other does not can tell them
 * apart: by whether the vendor took it.
 */
export function seeRequest(change: Change, { sample, answer, refusal }: Testimony): Seen | undefined {
  const breaksPinned = sample.pinned.violations.some((violation) => concerns(violation, change, change.base));
  const breaksPublished = sample.published?.violations.some((violation) =>
    concerns(violation, change, change.revision),
  );
  if (breaksPublished === undefined || breaksPinned === breaksPublished) return undefined;
  if (refusal === undefined && answer.status >= 400) return undefined;
  const allowed = breaksPublished ? "pinned" : "published";
  const forbidding = breaksPublished ? "published" : "pinned";
  return refusal
    ? {
        agrees: forbidding,
        evidence: `the vendor refused a request that only the ${allowed} contract allows: ${answer.status}`,
      }
    : {
        agrees: allowed,
        evidence: `the vendor took a request that only the ${allowed} contract allows: ${answer.status}`,
      };
}

function concerns({ pointer }: Violation, change: Change, written: string | undefined): boolean {
  return [change.pointer, written].some(
    (place) => place !== undefined && (isWithin(pointer, place) || isWithin(place, pointer)),
  );
}
