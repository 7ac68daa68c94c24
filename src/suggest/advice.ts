import type { Drift } from "../drift/finding.ts";
import { place } from "../errors.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Suggestion } from "./suggestion.ts";

/** Lines that are named; the rest are counted. */
const linesNamed = 5;

/**
 * No patch, only the places and what to do there.
 * @param known what is known better than the rule knows it; it is worth saying even where nothing breaks
 */
export function advice({ level, todo }: Drift, places: readonly CodePlace[], known?: string): Suggestion[] {
  if ((level === "info" && known === undefined) || places.length === 0) return [];
  return [{ kind: "advice", applicability: "advice", text: `${known ?? todo} Start at ${list(places)}.` }];
}

function list(places: readonly CodePlace[]): string {
  const lines = [...new Set(places.map(({ file, line }) => place({ file, line })))];
  const more = lines.length - linesNamed;
  return [...lines.slice(0, linesNamed), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
