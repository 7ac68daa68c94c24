import type { Violation } from "../live/sample.ts";
import type { Asked } from "./asked.ts";
import type { Aspect } from "./aspect.ts";
import type { Seen } from "./sight.ts";
import type { Testimony } from "./testimony.ts";
import { isWithin } from "./within.ts";

type RequestAspect = Extract<Aspect, { kind: "request" }>;

/**
 * What may or must be sent has changed. Only a request that one contract allows and the other does not can tell them
 * apart: by whether the vendor took it.
 */
export function seeRequest(asked: Asked<RequestAspect>, { sample, answer, refusal }: Testimony): Seen | undefined {
  const [inPinned, inPublished] = placesOf(asked);
  const breaksPinned = breaks(sample.pinned.violations, inPinned);
  const breaksPublished = breaks(sample.published?.violations ?? [], inPublished);
  if (breaksPinned === breaksPublished || (refusal === undefined && answer.status >= 400)) return undefined;
  const [allows, forbids] = breaksPublished ? (["pinned", "published"] as const) : (["published", "pinned"] as const);
  const did = refusal ? "refused" : "took";
  return {
    agrees: refusal ? forbids : allows,
    evidence: `the vendor ${did} (${answer.status}) a request that only the ${allows} contract allows`,
  };
}

/**
 * Where each contract has what changed. What came is nowhere in the pinned one. What went is nowhere in the published one:
 * there, it is the list of parameters that does not know it.
 */
function placesOf({ change: { base, revision, pointer }, place }: Asked<RequestAspect>) {
  const gone = pointer.match(/^.*\/parameters(?=\/[^/]*$)/)?.slice(0, 1) ?? [];
  return [place.event === "came" ? [] : [pointer, base], place.event === "went" ? gone : [pointer, revision]] as const;
}

function breaks(violations: readonly Violation[], places: readonly (string | undefined)[]): boolean {
  return violations.some(({ pointer }) =>
    places.some((place) => place !== undefined && (isWithin(pointer, place) || isWithin(place, pointer))),
  );
}
