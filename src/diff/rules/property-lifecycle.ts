import { type Age, endingOf, stabilityEvent } from "../lifecycle.ts";
import type { View } from "../schema/view.ts";
import { endings, type LifeEvent, stabilityEvents, values } from "./endings.ts";
import { endedAt } from "./lifecycle.ts";
import { memberPosition, places, type SchemaEvent, type SchemaRule } from "./rule.ts";

/**
 * Whether a property is on its way out, and how much its vendor promises: as for operations.
 * @see JSON Schema 2020-12 Validation, section 9.3 (`deprecated`); RFC 8594 (Sunset)
 */
export const propertyLifecycle: SchemaRule = {
  keyword: "",
  example: "`fax` is deprecated: one day it will not be there.",
  position: memberPosition,
  events: Object.fromEntries(
    Object.entries({ ...endings, ...stabilityEvents }).map(([name, event]) => [name, noted(event)]),
  ),
  compare(base, revision, walk) {
    const [before, after] = [ageOf(base), ageOf(revision)];
    const at = (keyword: string) => places(base, revision, keyword);
    const ending = endingOf(before, after, walk.calendar);
    if (ending) walk.emit(ending, endedAt(ending, before, after, at));
    const stability = stabilityEvent(before, after);
    if (stability) walk.emit(stability, { ...values(before.stability, after.stability), ...at("x-stability-level") });
  },
};

/** What a schema says of its own age. */
export function ageOf({ notes }: View): Age {
  return {
    deprecated: notes.get("deprecated") === true,
    sunset: notes.get("x-sunset"),
    stability: notes.get("x-stability-level"),
  };
}

function noted({ level, text, todo, case: seen = {} }: LifeEvent): SchemaEvent {
  return {
    effect: "none",
    level: (_spot, _seen, perspective) => (typeof level === "string" ? level : level[perspective]),
    cases: [seen],
    text,
    todo: { none: todo },
  };
}
