import type { Drift } from "../drift/finding.ts";
import { place } from "../errors.ts";
import type { GeneratedFile } from "../impact/generated-files.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Suggestion } from "./suggestion.ts";

/** Lines that are named; the rest are counted. */
const linesNamed = 5;

/** Where a drift reaches the code. */
export interface Reaching {
  readonly places: readonly CodePlace[];
  /** What a program wrote is no place to edit. */
  readonly generated: readonly GeneratedFile[];
}

/**
 * No patch, only the places and what to do there.
 * @param known what is known better than the rule knows it; it is worth saying even where nothing breaks
 */
export function advice({ level, todo }: Drift, { places, generated }: Reaching, known?: string): Suggestion[] {
  if ((level === "info" && known === undefined) || places.length + generated.length === 0) return [];
  const start = places.length > 0 ? [`Start at ${list(places)}.`] : [];
  const text = [known ?? todo, ...start, ...generated.map(again)].join(" ");
  return [{ kind: "advice", applicability: "advice", text }];
}

/** `driftpin pin` writes the types of a contract beside it. */
function again({ file, by }: GeneratedFile): string {
  if (by === "driftpin") return `\`driftpin pin\` generates ${file} again.`;
  return `Generate ${file} again${by === undefined ? "" : ` with ${by}`}.`;
}

function list(places: readonly CodePlace[]): string {
  const lines = [...new Set(places.map(({ file, line }) => place({ file, line })))];
  const more = lines.length - linesNamed;
  return [...lines.slice(0, linesNamed), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
