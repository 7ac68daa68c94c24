import { find, operationName } from "../contract/operations.ts";
import type { Drift } from "../drift/finding.ts";
import { aboutOf } from "../impact/about.ts";
import { own } from "../json.ts";
import type { Found, Proposed } from "./kind.ts";
import { schemaOf } from "./schema.ts";

/**
 * A patch for drift that is announced, and not live yet: one that is not right today as well is for a person to merge, when
 * its time has come.
 */
export function untilLive<T extends Proposed>(patch: T, found: Found): T {
  if (patch.isRightToday || !isAwaited(found.drift)) return patch;
  const end = endOf(found);
  const since = end === undefined ? "" : `, which ends on ${end} by its description`;
  const text = `${patch.text} Merge it when the change is live: today, the vendor still answers as pinned${since}.`;
  return { ...patch, text, atMost: patch.atMost === "verified" ? "likely" : patch.atMost };
}

/** Whether something breaks as soon as it is live, and is not. Notes that something ends are about what is there already. */
export function isAwaited({ verdict, level }: Pick<Drift, "verdict" | "level">): boolean {
  return verdict === "announced" && level !== "info";
}

/** The day on which the vendor ends what a drift is about (`x-sunset`). */
function endOf({ drift, contracts: { pinned, published } }: Found): string | undefined {
  const { operation } = drift;
  const about = aboutOf(drift, { pinned, published });
  if (!operation) return undefined;
  const ended =
    about.kind === "call" ? find(pinned.document, operationName(operation))?.node : schemaOf(pinned, operation, about);
  const day = ended && own(ended, "x-sunset");
  return typeof day === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(day)?.[0] : undefined;
}
