import type { Probe, Vendor } from "../config/schema.ts";
import { stepsOf } from "../config/steps.ts";
import type { Description, Operation } from "../contract/contract.ts";
import { anonymous, operationName } from "../contract/operations.ts";
import { checker } from "../live/conformance/schema.ts";
import { automatic } from "../live/probe/auto.ts";

/** The probes of an operation, and those that they take values from, each to be sent once. */
export async function repeatedProbes(vendor: Vendor, pinned: Description, operation: Operation): Promise<Probe[]> {
  const all = await probesOf(vendor, pinned);
  return withSteps(
    all.filter((probe) => isOf(operation, probe)),
    all,
  );
}

/**
 * A probe of an operation that takes what it names from a list of the vendor's own, where the contract makes that
 * evident, and the list is probed anyway.
 */
export async function listedProbes(vendor: Vendor, pinned: Description, operation: Operation): Promise<Probe[]> {
  const others = (await probesOf(vendor, pinned)).filter((probe) => !isOf(operation, probe));
  const all = await probesOf({ ...vendor, probes: others, autoProbes: manyProbes }, pinned);
  const probe = all.find((one) => isOf(operation, one));
  if (!probe || stepsOf(probe).length === 0) return [];
  const needed = withSteps([probe], all);
  const known = new Set([probe.id, ...others.map(({ id }) => id)]);
  return needed.every(({ id }) => known.has(id)) ? needed : [];
}

/** As many as there may be operations: they are made, and not sent. */
const manyProbes = 10_000;

/** The configured probes, and those that follow from the contract. */
async function probesOf(vendor: Vendor, { document }: Description): Promise<readonly Probe[]> {
  return automatic(vendor, { document, checker: await checker(document) }).probes;
}

function isOf(operation: Operation, probe: Probe): boolean {
  return anonymous(probe.operation) === anonymous(operationName(operation));
}

function withSteps(wanted: readonly Probe[], all: readonly Probe[]): Probe[] {
  const found = new Set(wanted);
  for (const probe of found) {
    const steps = stepsOf(probe);
    for (const needed of all) if (needed.id !== undefined && steps.includes(needed.id)) found.add(needed);
  }
  return [...found].map((probe) => ({ ...probe, samples: 1 }));
}
