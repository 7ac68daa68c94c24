import { tokens } from "../json.ts";
import type { Deviation } from "../live/sample.ts";
import type { BodyAspect } from "./aspect.ts";
import type { ObservedChange } from "./observe.ts";
import { isSameOperation } from "./operation.ts";
import { fallsUnder, type Paper } from "./paper.ts";
import { isOfSchema } from "./testimony.ts";
import { isWithin } from "./within.ts";

/** How near a change must be to explain a deviation. */
export type Reach = "place" | "around";

/**
 * Whether a change on paper speaks of the place where an answer deviates.
 * @param reach `place`: of exactly that place. `around`: also of what the place lies in. That is enough where the answer
 *   fits the published contract, because then something on paper must have changed there.
 */
export function explains({ change, place }: ObservedChange, deviation: Deviation, paper: Paper, reach: Reach): boolean {
  if (change.operation === undefined || !isSameOperation(change.operation, deviation.operation)) return false;
  const [, , , , , , name] = tokens(deviation.pointer);
  switch (place.kind) {
    case "operation":
      return deviation.status === 404 || deviation.status === 410;
    case "status":
    case "media-type":
      return deviation.keyword === place.kind && fallsUnder(place, deviation.status, change.operation, paper);
    case "header":
      return deviation.keyword === "header" && place.name.toLowerCase() === name?.toLowerCase();
    case "body":
      return (
        isOfSchema(deviation) &&
        fallsUnder(place, deviation.status, change.operation, paper) &&
        isThere(deviation, place, reach)
      );
    default:
      return false;
  }
}

function isThere({ instancePath }: Deviation, place: BodyAspect, reach: Reach): boolean {
  return reach === "place" ? instancePath === place.instancePath : isWithin(instancePath, place.instancePath);
}
