import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Refusal, Sample } from "./sample.ts";

export interface Sampling {
  readonly samples: readonly Sample[];
  readonly refusals: readonly Refusal[];
}

/** Sends a vendor's probes and holds the answers against the contracts. */
export declare function sample(
  vendor: Vendor,
  contracts: { readonly pinned: Description; readonly published?: Description },
  runtime: Runtime,
): Promise<Sampling>;
