import type { Drift } from "./finding.ts";
import type { ObservedChange } from "./observe.ts";
import { verdict } from "./verdict.ts";

/** More sentences than this tell a reader nothing new. */
const evidenceKept = 3;

/** A change on paper as a drift. */
export function ofChange({ change, place, live, sights }: ObservedChange): Drift {
  const evidence = sights.filter(({ agrees }) => agrees === live).map((sight) => sight.evidence);
  return {
    ...change,
    verdict: verdict({ paper: "differs", live }),
    ...(place.kind === "body" && { instancePath: place.instancePath }),
    evidence: [...new Set(evidence)].slice(0, evidenceKept),
  };
}
