import type { Drift } from "../drift/finding.ts";
import type { CodePlace } from "../impact/place.ts";

/** A proposal for the team's code, and how far it was verified. */
export interface Suggestion {
  readonly kind: string;
  readonly applicability: "verified" | "likely" | "placeholder" | "advice";
  readonly text: string;
  /** A unified diff, where there is a patch. */
  readonly diff?: string;
}

/** One kind of patch: looks at one drift and the code it reaches. */
export interface SuggestionKind {
  /** The proposal, or undefined where this kind has none. */
  suggest(drift: Drift, places: readonly CodePlace[]): Suggestion | undefined;
}
