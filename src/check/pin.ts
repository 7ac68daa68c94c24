import type { Config, Vendor } from "../config/schema.ts";
import type { Operation, Pinned } from "../contract/contract.ts";
import { normalise } from "../contract/normalise.ts";
import { operations } from "../contract/operations.ts";
import { select } from "../contract/select.ts";
import { readPinned, writeFiles } from "../contract/store.ts";
import { validate } from "../contract/validate.ts";
import { blockedProbes } from "../drift/blocked.ts";
import type { Unknown } from "../drift/finding.ts";
import { unchecked } from "../drift/unchecked.ts";
import { UsageError } from "../errors.ts";
import { baseline } from "../live/baseline.ts";
import type { Sampling } from "../live/index.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import { contextOf, describe } from "./describe.ts";
import { includeOf } from "./include.ts";
import type { CheckOptions } from "./index.ts";
import { type Live, live } from "./look/live.ts";
import { withRecordings } from "./look/recordings.ts";
import { newPin, pinFiles } from "./proposal/new-pin.ts";
import { chosen } from "./vendors.ts";

/** What pinning one vendor came to. */
export interface PinResult {
  readonly vendor: string;
  readonly outcome: "written" | "unchanged";
  readonly source: string;
  readonly version: string;
  readonly operations: readonly Operation[];
  /** `METHOD /path` of the operations whose answers are in the baseline. */
  readonly sampled: readonly string[];
  /** Deviations from the contract that were already there. */
  readonly deviations: readonly string[];
  /** What could not be sampled, and why. It will be unknown, not new, until it is pinned again. */
  readonly unknown: readonly Unknown[];
  /** Where the description does not satisfy the OpenAPI specification. It is pinned all the same. */
  readonly invalid: readonly { readonly pointer: string; readonly text: string }[];
  /** Why `types.ts` could not be made, where one is wanted. The contract is pinned all the same. */
  readonly untyped?: string;
}

/**
 * Takes what vendors publish now as their contracts, and how they answer now as their baselines, and writes both under
 * `specs/<vendor>/`. A vendor that cannot be sampled is pinned without a baseline. Pinning twice writes nothing the
 * second time. Where a description cannot be had, nothing of that vendor is written.
 * @throws UsageError for an unknown vendor or an `include` that matches nothing; CouldNotCheckError for a description
 * that cannot be had or read. The other vendors are pinned before it is thrown.
 */
export async function pin(config: Config, { runtime, vendors }: CheckOptions): Promise<readonly PinResult[]> {
  const pinning = chosen(config, vendors).map(async (vendor) => {
    const task = runtime.progress.start(`pinning ${vendor.name}`);
    try {
      return await pinVendor(vendor, config, runtime);
    } finally {
      task.end();
    }
  });
  return all(await Promise.allSettled(pinning));
}

async function pinVendor(
  vendor: Vendor,
  { folder, policy }: Pick<Config, "folder" | "policy">,
  runtime: Runtime,
): Promise<PinResult> {
  const { description, fetched } = await describe(vendor.source, contextOf(vendor, folder, runtime));
  const include = await includeOf(vendor, description, folder, runtime);
  const selected = select(description, include);
  const contract = normalise(selected);
  const invalid = await validate(selected);
  const contracts = { pinned: contract, published: undefined };
  const seen = await withRecordings(await live(vendor, contracts, runtime), vendor, contracts, folder, runtime);
  const earlier = await readEarlier(folder, vendor.name, runtime);
  const failed = seen.diagnoses.map(({ sample }) => sample);
  const known = baseline([succeeded(seen)], { failed, earlier: earlier?.baseline });
  const pinned = newPin({ contract, fetched, include, baseline: known }, earlier, policy, runtime);
  const { files, untyped } = await pinFiles(pinned, vendor, folder, runtime);
  return {
    vendor: vendor.name,
    outcome: await writeFiles(folder, vendor.name, files, runtime),
    source: fetched.reference,
    version: fetched.version,
    operations: operations(contract.document),
    sampled: known.sampled,
    deviations: known.deviations.map(({ text }) => text),
    unknown: [
      ...seen.unknown,
      ...unchecked({ ...seen.sampling, uncompared: [], diagnoses: seen.diagnoses }),
      ...blockedProbes(seen.sampling.blocked, seen.diagnoses),
    ],
    invalid,
    ...(untyped !== undefined && { untyped }),
  };
}

/** The answers that a baseline may be made of: none that failed, whatever their status. */
function succeeded({ sampling, diagnoses }: Live): Sampling {
  const failed = new Set(diagnoses.map(({ sample }) => sample));
  return { ...sampling, samples: sampling.samples.filter((sample) => !failed.has(sample)) };
}

/** The earlier pin; undefined where there is none that could be used. Pinning is how a broken one is mended. */
async function readEarlier(folder: string, vendor: string, runtime: Runtime): Promise<Pinned | undefined> {
  try {
    return await readPinned(folder, vendor, runtime);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return undefined;
  }
}
