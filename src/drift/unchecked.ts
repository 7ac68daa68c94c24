import type { Uncompared } from "../diff/change.ts";
import type { Refusal } from "../live/sample.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import type { Unknown } from "./finding.ts";

/** What stood in the way of checking. */
export interface Obstacles {
  readonly uncompared: readonly Uncompared[];
  readonly refusals: readonly Refusal[];
  readonly diagnoses: readonly Diagnosis[];
}

/** What could not be checked, each obstacle once an operation. */
export function unchecked({ uncompared, refusals, diagnoses }: Obstacles): Unknown[] {
  return distinct([...uncompared.map(ofPaper), ...refusals.map(ofRefusal), ...diagnoses.map(ofDiagnosis)]);
}

/** A failure as something that could not be checked, with the whole path of its triage. */
export function ofDiagnosis({ sample, cause, decidedBy, text, todo, steps }: Diagnosis): Unknown {
  return { operation: sample.exchange.operation, cause, step: decidedBy, text, todo, steps };
}

function ofPaper({ operation, side, pointer, text }: Uncompared): Unknown {
  return {
    ...(operation && { operation }),
    ...(side === "base" ? { cause: "consumer", step: 6 } : { cause: "dependency", step: 5 }),
    text: `the ${side === "base" ? "pinned" : "published"} contract cannot be read at ${pointer}: ${text}`,
    todo:
      side === "base"
        ? "Pin the contract again"
        : "Tell the vendor, or pin a version of its description that can be read",
    steps: [],
  };
}

/** A probe that was not sent, as something that could not be checked. */
export function ofRefusal({ operation, cause, text, todo }: Refusal): Unknown {
  return { operation, cause, step: stepOf[cause], text, todo, steps: [] };
}

/** The step of triage that would have found it, had the probe been sent. */
const stepOf = { authentication: 3, request: 4, consumer: 6 } as const;

function distinct(unknown: readonly Unknown[]): Unknown[] {
  const key = ({ operation, cause, text }: Unknown) => JSON.stringify([operation, cause, text]);
  return [...new Map(unknown.toReversed().map((one) => [key(one), one])).values()].reverse();
}
