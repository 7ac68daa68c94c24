import type { Config, Vendor } from "../config/schema.ts";
import type { Description, Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { readPinned } from "../contract/store.ts";
import { compare } from "../diff/index.ts";
import { blockedProbes } from "../drift/blocked.ts";
import { unchecked } from "../drift/unchecked.ts";
import { UsageError } from "../errors.ts";
import type { Sampling } from "../live/index.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import { repeatedProbes } from "../triage/probes.ts";
import { isUnexpected } from "../triage/surprise.ts";
import { all } from "./all.ts";
import type { CheckOptions } from "./index.ts";
import { live } from "./look/live.ts";
import { published } from "./look/published.ts";
import { today } from "./today.ts";
import { ofDiagnosis, ofUnknown, type TriageReport, type VendorTriage } from "./triage/report.ts";
import { chosen } from "./vendors.ts";

/** What is triaged. */
export interface TriageOptions extends CheckOptions {
  /** `METHOD /path` of the one operation to ask; all that have a probe where absent. */
  readonly operation?: string | undefined;
}

/**
 * Sends the vendors' probes, and finds out by the seven steps why those fail that do, and what the answers come from
 * that no longer fit the pin.
 * @throws UsageError where a vendor is unknown or not pinned, or the operation has no probe (DP4201)
 */
export async function triageVendors(config: Config, options: TriageOptions): Promise<TriageReport> {
  const vendors = chosen(config, options.vendors).map((vendor) => triageVendor(vendor, config, options));
  return { schemaVersion: 1, vendors: all(await Promise.allSettled(vendors)) };
}

async function triageVendor(
  vendor: Vendor,
  { folder, policy }: Config,
  { operation, runtime }: TriageOptions,
): Promise<VendorTriage> {
  const known = await readPinned(folder, vendor.name, runtime);
  const { contract: pinned, baseline } = known;
  const asked = operation === undefined ? vendor : await only(operation, vendor, pinned);
  const paper = await published(vendor, known, { folder }, runtime);
  const now = paper.kind === "had" ? paper.contract : undefined;
  const { changes } = now ? compare(pinned, now, { ...policy, today: today(runtime) }) : { changes: [] };
  const { sampling, diagnoses, unknown } = await live(
    asked,
    { pinned, published: now, baseline, changes },
    runtime,
    isUnexpected,
  );
  const unsent = [
    ...(paper.kind === "unknown" ? [paper.unknown] : []),
    ...unknown,
    ...unchecked({ uncompared: [], refusals: sampling.refusals, diagnoses: [] }),
    ...blockedProbes(sampling.blocked, diagnoses),
  ];
  return {
    vendor: vendor.name,
    cases: [...diagnoses.map((diagnosis) => ofDiagnosis(diagnosis, vendor)), ...unsent.map(ofUnknown)],
    well: well(sampling, diagnoses),
  };
}

/** The vendor with the probes of one operation, and what they need. */
async function only(name: string, vendor: Vendor, pinned: Description): Promise<Vendor> {
  const [method = "", path = ""] = name.trim().split(/\s+/, 2);
  const operation = { method: method.toLowerCase(), path };
  const probes = await repeatedProbes(vendor, pinned, operation);
  if (probes.length > 0) return { ...vendor, probes, autoProbes: 0 };
  throw new UsageError("DP4201", {
    what: `${vendor.name} has no probe for "${name}"`,
    todo: `add one under probes${probed(vendor)}`,
  });
}

function probed({ probes }: Vendor): string {
  const names = [...new Set(probes.map(({ operation }) => operation))];
  return names.length > 0 ? `, or name one of ${names.join(", ")}` : "";
}

/** Each operation once, sorted by name. */
function well({ samples }: Sampling, diagnoses: readonly Diagnosis[]): Operation[] {
  const unwell = new Set(diagnoses.map(({ sample }) => operationName(sample.exchange.operation)));
  const names = new Map(samples.map(({ exchange: { operation } }) => [operationName(operation), operation]));
  return [...names]
    .filter(([name]) => !unwell.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, operation]) => operation);
}
