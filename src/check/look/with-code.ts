import type { Vendor } from "../../config/schema.ts";
import type { Drift } from "../../drift/finding.ts";
import type { Contracts } from "../../impact/about.ts";
import { placesOf } from "../../impact/code-place.ts";
import type { Reach, Searched } from "../../impact/index.ts";
import { type CodePlace, certainties } from "../../impact/place.ts";
import type { CodeSays } from "../../policy/code.ts";
import { bySeverity } from "../../policy/levels.ts";
import { type Suggesting, suggest } from "../../suggest/index.ts";
import type { Suggestion } from "../../suggest/suggestion.ts";

/** What the code says of drifts, for whoever weighs them. */
export function codeSays({ reached, unused }: Searched): CodeSays {
  const isBroken = (fingerprint: string) => reached.get(fingerprint)?.some(({ certainty }) => certainty === "compiled");
  return { unused, broken: new Set([...reached.keys()].filter(isBroken)) };
}

/**
 * Tells of each drift which lines of the team's code it reaches, and what to do there. The severest come first, and of
 * those, what reaches the code most certainly.
 */
export async function withCode<T extends Drift>(
  drifts: readonly T[],
  found: Reach,
  { vendor, compat, configured, ...contracts }: Advised,
): Promise<(T & { readonly impact: readonly CodePlace[]; readonly suggestions: readonly Suggestion[] })[]> {
  const suggestions = await suggest(drifts, found, contracts, { vendor: vendor.name, compat, configured });
  return drifts
    .map((drift) => ({
      ...drift,
      impact: placesOf(found.reached.get(drift.fingerprint) ?? []),
      suggestions: suggestions.get(drift.fingerprint) ?? [],
    }))
    .sort((a, b) => bySeverity(a, b) || distance(a.impact) - distance(b.impact));
}

/** Whose code is to be adapted, and how. */
interface Advised extends Contracts, Pick<Suggesting, "compat" | "configured"> {
  readonly vendor: Pick<Vendor, "name">;
}

/** How far from certain it is that the code is reached at all. */
function distance([nearest]: readonly CodePlace[]): number {
  return nearest ? certainties.indexOf(nearest.certainty) : certainties.length;
}
