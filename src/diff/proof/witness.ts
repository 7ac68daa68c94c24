import type { Json } from "../../json.ts";
import type { Schema } from "../side.ts";
import { accepts } from "./accepts.ts";
import { first, wanted } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import type { Judge } from "./judge.ts";
import type { Origin } from "./origin.ts";

/** Two schemas of one place, one in each document. */
export interface Dispute {
  readonly accepting: Schema;
  readonly acceptingOrigin: Origin;
  readonly refusing: Schema;
  readonly refusingOrigin: Origin;
}

/** How many values are tried, and how many schemas are held against them. */
const candidatesLimit = 200;
const fuelLimit = 20_000;

/** How many levels of a value vary. What a change deeper down does is shown where that change is. */
const depthLimit = 2;

/** A small value that one schema accepts and the other refuses, as Ajv sees it; undefined where none is found soon. */
export function witness(
  { accepting, acceptingOrigin, refusing, refusingOrigin }: Dispute,
  judge: Judge,
): Json | undefined {
  const fuel = { left: fuelLimit };
  const hints = { schemas: [refusing], origin: refusingOrigin };
  for (const value of first(candidatesLimit, candidates(wanted(accepting, acceptingOrigin), hints, depthLimit))) {
    if (fuel.left <= 0) return undefined;
    if (accepts(refusing, value, refusingOrigin.side, fuel) === true) continue;
    if (accepts(accepting, value, acceptingOrigin.side, fuel) === false) continue;
    const isWitness =
      judge(refusing, value, refusingOrigin.side) === false && judge(accepting, value, acceptingOrigin.side) === true;
    if (isWitness) return value;
  }
  return undefined;
}
