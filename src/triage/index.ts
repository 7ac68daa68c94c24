import type { Sample } from "../live/sample.ts";
import { authentication } from "./authentication.ts";
import type { Case, Examiner, Scene } from "./case.ts";
import { dependency } from "./dependency.ts";
import type { Diagnosis, Step } from "./diagnosis.ts";
import { network } from "./network.ts";
import { ownLogic } from "./own-logic.ts";
import { parameters } from "./parameters.ts";
import { hasFailed, symptom } from "./symptom.ts";
import { vendorChange } from "./vendor-change.ts";

/** The procedure, in order; the seventh step takes what these leave. */
const procedure: readonly Examiner[] = [symptom, network, authentication, parameters, dependency, ownLogic];

/** Classifies every exchange that failed, of all that were had with one vendor. */
export function triage(samples: readonly Sample[], scene: Scene): Promise<Diagnosis[]> {
  return Promise.all(samples.filter(hasFailed).map((sample) => diagnose({ ...scene, sample, samples })));
}

/**
 * Classifies one exchange, whether it failed or its answer is only not what was expected. The first step that finds a
 * cause decides; what no other step explains is a change of the vendor's. The whole path is in the diagnosis.
 */
export async function diagnose(failed: Case): Promise<Diagnosis> {
  const { sample } = failed;
  const steps: Step[] = [];
  for (const { step, name, examine } of procedure) {
    const { verdict, outcome, evidence } = await examine(failed);
    steps.push({ step, name, outcome, evidence });
    if (verdict) return { sample, ...verdict, decidedBy: step, steps: [...steps, ...unneeded(step)] };
  }
  const { verdict, evidence } = await vendorChange(failed);
  return { sample, ...verdict, decidedBy: 7, steps: [...steps, { ...lastStep, outcome: "fail", evidence }] };
}

const lastStep = { step: 7, name: "vendor change" } as const;

function unneeded(decided: Step["step"]): Step[] {
  return [...procedure, lastStep]
    .filter(({ step }) => step > decided)
    .map(({ step, name }) => ({ step, name, outcome: "skipped", evidence: [`step ${decided} decided`] }));
}
