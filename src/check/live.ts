import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import type { Unknown } from "../drift/finding.ts";
import { type Sampling, sample } from "../live/index.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import { triage } from "../triage/index.ts";
import { obstacle } from "./obstacle.ts";

/** The live half of a check. */
export interface Live {
  readonly sampling: Sampling;
  /** Of the exchanges that failed. */
  readonly diagnoses: readonly Diagnosis[];
  /** Why nothing could be sampled at all, where that is so. */
  readonly unknown: readonly Unknown[];
}

/** Sends a vendor's probes, and finds out why those failed that did. */
export async function live(
  vendor: Vendor,
  { pinned, published }: { readonly pinned: Description; readonly published: Description | undefined },
  runtime: Runtime,
): Promise<Live> {
  try {
    const sampling = await sample(vendor, { pinned, ...(published && { published }) }, runtime);
    const diagnosed = await Promise.all(sampling.samples.map((one) => triage(one, vendor, runtime)));
    return { sampling, diagnoses: diagnosed.filter((diagnosis) => diagnosis !== undefined), unknown: [] };
  } catch (error) {
    return { sampling: { samples: [], refusals: [] }, diagnoses: [], unknown: [obstacle(error)] };
  }
}
