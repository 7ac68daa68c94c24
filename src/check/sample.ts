import type { Config, Vendor } from "../config/schema.ts";
import { pinId } from "../contract/pin-id.ts";
import { readPinned } from "../contract/store.ts";
import { blockedProbes } from "../drift/blocked.ts";
import type { Unknown } from "../drift/finding.ts";
import { unchecked } from "../drift/unchecked.ts";
import type { Exchange } from "../live/exchange.ts";
import type { Recordings } from "../live/recording/samples.ts";
import type { Deviation, Unreached } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Cause } from "../triage/diagnosis.ts";
import { all } from "./all.ts";
import type { CheckOptions } from "./index.ts";
import { live } from "./look/live.ts";
import { withRecordings } from "./look/recordings.ts";
import { chosen } from "./vendors.ts";

/** One probe's answer, redacted, held against the pinned contract. */
export interface Sampled {
  readonly exchange: Exchange;
  /** Where the answer does not fit, whether or not it did when the contract was pinned. */
  readonly deviations: readonly Deviation[];
  /** Why it failed, if it did, in a word and in a sentence. */
  readonly cause?: Cause;
  readonly text?: string;
}

/** What `driftpin sample` prints. */
export interface SampleReport {
  readonly schemaVersion: 1;
  readonly vendors: readonly {
    readonly vendor: string;
    readonly samples: readonly Sampled[];
    readonly unknown: readonly Unknown[];
    /** What the vendor's recordings show; absent where none are configured. */
    readonly recorded?: {
      readonly exchanges: number;
      /** Exchanges that passed without being recorded, as far as is known. */
      readonly dropped: number;
      /** Those of the exchanges that were recorded under another pin, and so say nothing of this one. */
      readonly past: number;
      readonly unmatched: Recordings["unmatched"];
      readonly deviations: readonly Deviation[];
    };
    /** Operations for which no probe could be made from the contract; empty where none was asked for. */
    readonly unreached: readonly Unreached[];
  }[];
}

/**
 * Sends the vendors' probes and holds the answers against their pins: the live half of a check alone.
 * @throws UsageError where a vendor is unknown or not pinned
 */
export async function sampleVendors(config: Config, { runtime, vendors }: CheckOptions): Promise<SampleReport> {
  const sampled = chosen(config, vendors).map((vendor) => sampleVendor(vendor, config.folder, runtime));
  return { schemaVersion: 1, vendors: all(await Promise.allSettled(sampled)) };
}

async function sampleVendor(
  vendor: Vendor,
  folder: string,
  runtime: Runtime,
): Promise<SampleReport["vendors"][number]> {
  const { contract: pinned, pin, baseline } = await readPinned(folder, vendor.name, runtime);
  const contracts = { pinned, published: undefined, since: pinId(pin, baseline) };
  const sent = await live(vendor, { ...contracts, baseline }, runtime);
  const { sampling, diagnoses, unknown } = await withRecordings(sent, vendor, contracts, folder, runtime);
  const causes = new Map(diagnoses.map(({ sample, cause, text }) => [sample, { cause, text }]));
  const samples = sampling.samples.map((sample) => ({
    exchange: sample.exchange,
    deviations: sample.pinned.deviations,
    ...causes.get(sample),
  }));
  const unexplained = diagnoses.filter(({ cause }) => cause !== "vendor-change"); // what the vendor changed is known
  return {
    vendor: vendor.name,
    samples,
    ...(sampling.recorded && { recorded: told(sampling.recorded) }),
    unknown: [
      ...unknown,
      ...unchecked({ ...sampling, uncompared: [], diagnoses: unexplained }),
      ...blockedProbes(sampling.blocked, diagnoses),
    ],
    unreached: sampling.auto?.unreached ?? [],
  };
}

/** Each deviation once, whatever the answers that show it. */
function told({ exchanges, dropped, past, unmatched, samples }: Recordings) {
  const deviations = samples.flatMap(({ pinned }) => pinned.deviations);
  const byFingerprint = new Map(deviations.map((deviation) => [deviation.fingerprint, deviation]));
  return { exchanges, dropped, past, unmatched, deviations: [...byFingerprint.values()] };
}
