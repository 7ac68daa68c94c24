import type { Vendor } from "../config/schema.ts";
import type { Drift } from "../drift/finding.ts";
import { placesOf } from "../impact/code-place.ts";
import { type Caller, reach } from "../impact/index.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Runtime } from "../runtime/index.ts";
import { suggest } from "../suggest/index.ts";
import type { Suggestion } from "../suggest/suggestion.ts";

/** Whose code a drift may reach. */
interface CallerOf extends Caller {
  readonly vendor: Pick<Vendor, "name" | "code" | "server">;
}

/** Tells of each drift which lines of the team's code it reaches, and what to do there. */
export async function withCode<T extends Drift>(
  drifts: readonly T[],
  caller: CallerOf,
  runtime: Runtime,
): Promise<(T & { readonly impact: readonly CodePlace[]; readonly suggestions: readonly Suggestion[] })[]> {
  const found = await reach(drifts, caller, runtime);
  const { vendor, folder, ...contracts } = caller;
  const suggestions = await suggest(drifts, found, { vendor, folder, contracts });
  return drifts.map((drift) => ({
    ...drift,
    impact: placesOf(found.reached.get(drift.fingerprint) ?? []),
    suggestions: suggestions.get(drift.fingerprint) ?? [],
  }));
}
