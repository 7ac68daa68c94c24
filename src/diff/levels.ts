import type { Level } from "../config/level.ts";
import type { OperationEvent } from "./rules/operation.ts";
import { type Effect, effectOf, type Perspective, type SchemaEvent, type Seen, type Spot } from "./rules/rule.ts";

/** What a change of the set of values means to the one who sends them, or receives them. */
const byDirection = {
  request: { narrower: "breaking", wider: "info", incomparable: "breaking", unclear: "warning", none: "info" },
  response: { narrower: "info", wider: "breaking", incomparable: "breaking", unclear: "warning", none: "info" },
} as const satisfies Record<Spot["direction"], Record<Effect, Level>>;

/**
 * The level of a schema event, before policy. What does not travel in this direction is a note, and so is what is proved
 * to be harmless, unless the rule itself says that it breaks.
 */
export function schemaLevel(
  event: SchemaEvent,
  seen: Seen,
  spot: Spot,
  perspective: Perspective,
  harmless = false,
): Level {
  if (spot.unsent) return "info";
  const level = event.level?.(spot, seen, perspective);
  const effect = effectOf(event, seen, spot);
  if (harmless && level !== "breaking" && effect !== "none") return "info"; // what is not about values is not proved
  return level ?? byDirection[spot.direction][effect];
}

export function operationLevel({ level }: OperationEvent, perspective: Perspective): Level {
  return typeof level === "string" ? level : level[perspective];
}
