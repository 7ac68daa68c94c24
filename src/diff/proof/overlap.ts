import type { Json } from "../../json.ts";
import type { Pair } from "../schema/pairs.ts";
import type { Choice } from "../schema/view.ts";
import { accepts, type Engines } from "./accepts.ts";
import { first, wanted } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import type { Origin } from "./origin.ts";

/** How many values are tried, and how many levels of them vary. */
const candidatesLimit = 60;
const depthLimit = 1;

/**
 * A value that fitted before and now fits two branches of a `oneOf`, which therefore refuses it. Only told where a value
 * proves it, and not where a discriminator says which branch is meant.
 * @see JSON Schema 2020-12 Core, section 10.2.1.3
 */
export function overlap({ base, revision }: Pair, ours: Origin, theirs: Origin): Json | undefined {
  const view = theirs.read(revision);
  const choices = view.choices.filter(({ kind, branches }) => kind === "oneOf" && branches.length <= branchesLimit);
  if (choices.length === 0 || view.discriminator) return undefined;
  const offer = candidates(none, new WeakMap());
  const hints = { schemas: [revision], origin: theirs };
  for (const value of first(candidatesLimit, offer(wanted(base, ours), hints, depthLimit))) {
    const isTwice = value !== null && choices.some((choice) => fitsTwice(choice, value, theirs));
    if (isTwice && accepts(base, value, ours.side) === true) return value;
  }
  return undefined;
}

/** Past so many, holding a value against each takes long. */
const branchesLimit = 50;

const none: Engines = { pattern: () => undefined, format: () => undefined };

function fitsTwice({ branches }: Choice, value: Json, { side }: Origin): boolean {
  return branches.filter((branch) => accepts([branch], value, side) === true).length > 1;
}
