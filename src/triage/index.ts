import type { Vendor } from "../config/schema.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Diagnosis } from "./diagnosis.ts";

/** Classifies an exchange that failed; undefined where it did not fail. */
export declare function triage(sample: Sample, vendor: Vendor, runtime: Runtime): Promise<Diagnosis | undefined>;
