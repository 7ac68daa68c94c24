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

/** Classifies the exchanges with one vendor that need it: by default, those that failed. */
export function triage(samples: readonly Sample[], scene: Scene, needsIt: Needs = hasFailed): Promise<Diagnosis[]> {
  return Promise.all(
    samples.filter((sample) => needsIt(sample, scene)).map((sample) => diagnose({ ...scene, sample, samples })),
  );
}

/** Whether an exchange needs a diagnosis. */
export type Needs = (sample: Sample, scene: Scene) => boolean;

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

/** The path of something that was never sent: the step that would have decided is told beforehand. */
export function foreseen(decided: Step["step"], text: string): Step[] {
  const evidence = { 1: "the request was never sent", [decided]: text } as const;
  return [...procedure, lastStep].map(({ step, name }) => ({
    step,
    name,
    outcome: step === 1 || step === decided ? "fail" : "skipped",
    evidence: [evidence[step] ?? "nothing was sent"],
  }));
}

function unneeded(decided: Step["step"]): Step[] {
  return [...procedure, lastStep]
    .filter(({ step }) => step > decided)
    .map(({ step, name }) => ({ step, name, outcome: "skipped", evidence: [`step ${decided} decided`] }));
}
