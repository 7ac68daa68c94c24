import type { Probe, Vendor } from "../../config/schema.ts";
import { stepsOf } from "../../config/steps.ts";
import type { Operation } from "../../contract/contract.ts";
import { anonymous, operationName } from "../../contract/operations.ts";

/**
 * A vendor as it is asked a second time: without the probes that may change something, which are sent once, for a sandbox
 * may well refuse to make the same thing twice; and without those that take from their answers.
 */
export function askedAgain(vendor: Vendor): Vendor {
  const once = sentOnce(vendor.probes);
  return { ...vendor, probes: vendor.probes.filter((probe) => !once.has(probe)) };
}

/** Whether an operation is one that no probe asks a second time. */
export function isAskedOnce({ probes }: Vendor): (one: { readonly operation?: Operation | undefined }) => boolean {
  const once = sentOnce(probes);
  const names = new Set([...once].map(nameOf));
  for (const probe of probes) if (!once.has(probe)) names.delete(nameOf(probe));
  return ({ operation }) => operation !== undefined && names.has(anonymous(operationName(operation)));
}

function nameOf({ operation }: Probe): string {
  return anonymous(operation);
}

function sentOnce(probes: readonly Probe[]): ReadonlySet<Probe> {
  const once = new Set(probes.filter(({ unsafe }) => unsafe));
  for (const { id } of once) {
    // A set that grows while it is gone through: what takes from a probe comes after it.
    for (const probe of probes) if (id !== undefined && stepsOf(probe).includes(id)) once.add(probe);
  }
  return once;
}
