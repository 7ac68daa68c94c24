import { place } from "../errors.ts";
import type { CodePlace } from "../impact/place.ts";
import type { SuggestionKind } from "./suggestion.ts";

/** Places that are named; the rest are counted. */
const placesNamed = 5;

/** No patch, only the places and what to do there. */
export const advice: SuggestionKind = {
  suggest({ level, todo }, places) {
    if (level === "info" || places.length === 0) return undefined;
    return { kind: "advice", applicability: "advice", text: `${todo} Start at ${list(places)}.` };
  },
};

function list(places: readonly CodePlace[]): string {
  const named = places.slice(0, placesNamed).map(({ file, line }) => place({ file, line }));
  const more = places.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
