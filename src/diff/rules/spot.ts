import type { Direction, Spot } from "./rule.ts";

/** The spot at the root of a body, parameter or header. */
export function spotOf(direction: Direction, holder: Spot["holder"], text: boolean): Spot {
  return { direction, holder, nested: false, text, unsent: false };
}
