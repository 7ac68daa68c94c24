import type { Vendor } from "../config/schema.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import { authentication } from "./authentication.ts";
import type { Examiner } from "./case.ts";
import { dependency } from "./dependency.ts";
import type { Diagnosis, Step } from "./diagnosis.ts";
import { network } from "./network.ts";
import { ownLogic } from "./own-logic.ts";
import { parameters } from "./parameters.ts";
import { hasFailed, symptom } from "./symptom.ts";
import { vendorChange } from "./vendor-change.ts";

/** The procedure, in order. */
const procedure: readonly Examiner[] = [symptom, network, authentication, parameters, dependency, ownLogic];

/**
 * Classifies an exchange that failed; undefined where it did not fail. The first step that finds a cause decides; what
 * no other step explains is a change of the vendor's. The whole path is in the diagnosis.
 */
export async function triage(sample: Sample, vendor: Vendor, runtime: Runtime): Promise<Diagnosis | undefined> {
  if (!hasFailed(sample)) return undefined;
  const steps: Step[] = [];
  for (const { step, name, examine } of procedure) {
    const { verdict, outcome, evidence } = await examine({ sample, vendor, runtime });
    steps.push({ step, name, outcome, evidence });
    if (verdict) return { sample, ...verdict, decidedBy: step, steps: [...steps, ...unneeded(step)] };
  }
  const { verdict, evidence } = vendorChange(sample);
  return { sample, ...verdict, decidedBy: 7, steps: [...steps, { ...lastStep, outcome: "fail", evidence }] };
}

const lastStep = { step: 7, name: "vendor change" } as const;

function unneeded(decided: Step["step"]): Step[] {
  return [...procedure, lastStep]
    .filter(({ step }) => step > decided)
    .map(({ step, name }) => ({ step, name, outcome: "skipped", evidence: [`step ${decided} decided`] }));
}
