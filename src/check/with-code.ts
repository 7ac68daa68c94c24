import type { Vendor } from "../config/schema.ts";
import type { Drift } from "../drift/finding.ts";
import { placesOf } from "../impact/code-place.ts";
import type { Caller, Reach, Searched } from "../impact/index.ts";
import type { CodePlace } from "../impact/place.ts";
import type { CodeSays } from "../policy/code.ts";
import { suggest } from "../suggest/index.ts";
import type { Suggestion } from "../suggest/suggestion.ts";

/** Whose code a drift may reach. */
interface CallerOf extends Caller {
  readonly vendor: Pick<Vendor, "name" | "code" | "server">;
}

/** What the code says of drifts, for whoever weighs them. */
export function codeSays({ reached, unused }: Searched): CodeSays {
  const isBroken = (fingerprint: string) => reached.get(fingerprint)?.some(({ certainty }) => certainty === "compiled");
  return { unused, broken: new Set([...reached.keys()].filter(isBroken)) };
}

/** Tells of each drift which lines of the team's code it reaches, and what to do there. */
export async function withCode<T extends Drift>(
  drifts: readonly T[],
  found: Reach,
  caller: CallerOf,
): Promise<(T & { readonly impact: readonly CodePlace[]; readonly suggestions: readonly Suggestion[] })[]> {
  const { vendor, folder, ...contracts } = caller;
  const suggestions = await suggest(drifts, found, { vendor, folder, contracts });
  return drifts.map((drift) => ({
    ...drift,
    impact: placesOf(found.reached.get(drift.fingerprint) ?? []),
    suggestions: suggestions.get(drift.fingerprint) ?? [],
  }));
}
