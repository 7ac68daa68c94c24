import { isObject, own } from "../../json.ts";
import { type Age, type Ending, endingOf, type StabilityEvent, stabilityEvent } from "../lifecycle.ts";
import type { Place } from "../side.ts";
import { endings, type LifeEvent, stabilityEvents, values } from "./endings.ts";
import { atKeyword, type OperationEvent, type OperationRule } from "./operation.ts";

/** What each ending is called in teams' severity files, which have no common prefix for them. */
const ids = {
  deprecated: "endpoint-deprecated",
  "deprecated-with-sunset": "endpoint-deprecated-with-sunset",
  "deprecated-sunset-missing": "api-deprecated-sunset-missing",
  "deprecated-sunset-invalid": "api-deprecated-sunset-parse",
  reactivated: "endpoint-reactivated",
  "sunset-set": "api-sunset-set",
  "sunset-deleted": "sunset-deleted",
  "sunset-moved-earlier": "api-sunset-moved-earlier",
  "sunset-moved-later": "api-sunset-moved-later",
  "sunset-date-too-small": "api-sunset-date-too-small",
  "sunset-date-changed-too-small": "api-sunset-date-changed-too-small",
} as const satisfies Record<Ending, string>;

/**
 * Whether an operation is on its way out, when it ends (`x-sunset`), and how much its vendor promises
 * (`x-stability-level`). Which dates come too soon depends on the day of the comparison and the days of notice.
 * @see OpenAPI 3.1.1, section 4.8.10 (`deprecated`); RFC 8594 (Sunset)
 */
export const lifecycle: OperationRule<Id> = {
  example: "`GET /orders` is deprecated and ends in June: calls answer 404 from then on.",
  events: Object.fromEntries([
    ...Object.entries(endings).map(([ending, event]) => [ids[ending as Ending], about(event)]),
    ...Object.entries(stabilityEvents).map(([name, event]) => [stabilityId(name as StabilityEvent), about(event)]),
  ]) as Record<Id, OperationEvent>,
  reads: ["deprecated", "x-sunset", "x-stability-level"],
  compare(base, revision, walk) {
    const [before, after] = [ageOf(base.node), ageOf(revision.node)];
    const at = (keyword: string) => atKeyword(keyword, base, revision);
    const ending = endingOf(before, after, walk.calendar);
    if (ending) walk.emit(ids[ending], endedAt(ending, before, after, at));
    const stability = stabilityEvent(before, after);
    if (stability)
      walk.emit(stabilityId(stability), { ...values(before.stability, after.stability), ...at("x-stability-level") });
  },
};

/** What a place says of its own age. */
export function ageOf({ node }: Place): Age {
  const said = (name: string) => (isObject(node) ? own(node, name) : undefined);
  return {
    deprecated: said("deprecated") === true,
    sunset: said("x-sunset"),
    stability: said("x-stability-level"),
  };
}

/** What is told of an ending, at the keyword that says it: a deprecation by itself has no values. */
export function endedAt<At>(ending: Ending, base: Age, revision: Age, at: (name: string) => At) {
  const isFlag = ending === "deprecated" || ending === "reactivated" || ending === "deprecated-sunset-missing";
  return isFlag ? at("deprecated") : { ...values(base.sunset, revision.sunset), ...at("x-sunset") };
}

type Id = (typeof ids)[Ending] | `api-${StabilityEvent}`;

function stabilityId(event: StabilityEvent): Id {
  return `api-${event}`;
}

function about(event: LifeEvent): OperationEvent {
  return { direction: "none", ...event, text: (seen) => `the operation ${event.text(seen)}` };
}
