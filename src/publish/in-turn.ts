import type { Desk } from "./desk.ts";
import type { Setback } from "./github/setback.ts";
import { tooFewRequestsLeft } from "./github/spare.ts";
import type { Ending } from "./publication.ts";

/** What a plan is made of, whatever it is about. */
interface Planned {
  readonly do: string;
  readonly name: string;
}
interface Ended {
  readonly ending: Ending;
}
type Idle = { readonly do: "none" };

/**
 * Carries out the steps of a plan, one at a time. What stops one does not stop the others, unless it would stop them too.
 * What needs nothing is done in any case.
 * @param setbackOf what an error means for the step of that name; undefined for a defect of ours, which is thrown
 */
export async function inTurn<Step extends Planned, Result extends Ended>(
  steps: readonly Step[],
  carryOut: (step: Exclude<Step, Idle>) => Promise<Result>,
  setbackOf: (error: unknown, name: string, runtime: Desk["runtime"]) => Setback | undefined,
  desk: Desk,
): Promise<(Step & (Result | Ended))[]> {
  let halted: Ending | undefined;
  const resultOf = async (step: Step): Promise<Result | Ended> => {
    if (!needsWork(step)) return { ending: "done" };
    halted ??= tooFewRequestsLeft(desk);
    if (halted !== undefined) return { ending: halted };
    try {
      return await carryOut(step);
    } catch (error) {
      const met = setbackOf(error, step.name, desk.runtime);
      if (met === undefined) throw error;
      desk.note(met.note);
      if (met.halts) halted = met.ending;
      return { ending: met.ending };
    }
  };
  const outcomes: (Step & (Result | Ended))[] = [];
  for (const step of steps) outcomes.push({ ...step, ...(await resultOf(step)) });
  return outcomes;
}

function needsWork<Step extends Planned>(step: Step): step is Exclude<Step, Idle> {
  return step.do !== "none";
}
