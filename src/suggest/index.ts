import type { Drift } from "../drift/finding.ts";
import type { CodePlace } from "../impact/place.ts";
import { advice } from "./advice.ts";
import type { Suggestion, SuggestionKind } from "./suggestion.ts";

/** Ways to help, the most useful first. Each may have something to say of a drift. */
const kinds: readonly SuggestionKind[] = [advice];

/** What the team can do about a drift in the places that it reaches. Without a place there is nothing to suggest. */
export function suggest(drift: Drift, places: readonly CodePlace[]): Suggestion[] {
  return kinds.flatMap((kind) => kind.suggest(drift, places) ?? []);
}
