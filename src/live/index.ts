import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import type { Runtime } from "../runtime/index.ts";
import { checker } from "./conformance/schema.ts";
import { observe } from "./observe.ts";
import { prepare, type Ready, type Side } from "./probe/prepare.ts";
import type { Refusal, Sample } from "./sample.ts";
import { withTransport } from "./transport/index.ts";

/** What came of a vendor's probes. */
export interface Sampling {
  readonly samples: readonly Sample[];
  readonly refusals: readonly Refusal[];
}

/**
 * Sends a vendor's probes and holds the answers against the contracts. Nothing is sent that could change something, or
 * that satisfies neither contract; nothing is returned that is a secret or a value of an answer. An exchange that fails
 * is a sample as well.
 * @throws CouldNotCheckError (DP4001) for a schema that cannot be compiled; the signal's reason after ^C.
 */
export async function sample(
  vendor: Vendor,
  contracts: { readonly pinned: Description; readonly published?: Description },
  runtime: Runtime,
): Promise<Sampling> {
  if (vendor.probes.length === 0) return { samples: [], refusals: [] };
  const sides = {
    pinned: await side(contracts.pinned),
    published: contracts.published && (await side(contracts.published)),
  };
  const prepared = await Promise.all(vendor.probes.map((probe) => prepare(probe, vendor, sides, runtime.env)));
  const ready = prepared.flatMap((probe) => (probe.kind === "ready" ? [probe] : []));
  return {
    samples: ready.length > 0 ? await send(ready, vendor, runtime) : [],
    refusals: prepared.flatMap((probe) => (probe.kind === "refusal" ? [withoutKind(probe)] : [])),
  };
}

async function side({ document }: Description): Promise<Side> {
  return { document, checker: await checker(document) };
}

function withoutKind({ operation, cause, text, todo }: Refusal): Refusal {
  return { operation, cause, text, todo };
}

async function send(ready: readonly Ready[], vendor: Vendor, runtime: Runtime): Promise<Sample[]> {
  const requests = ready.flatMap((probe) => Array.from({ length: probe.samples }, () => probe));
  const task = runtime.progress.start(`sampling ${vendor.name}`);
  let done = 0;
  try {
    return await withTransport(vendor, runtime, (transport) =>
      Promise.all(
        requests.map(async (probe) => {
          const reply = await transport.send(probe.request);
          done += 1;
          task.update(`sampling ${vendor.name}: ${done} of ${requests.length}`);
          return observe(probe, reply);
        }),
      ),
    );
  } finally {
    task.end();
  }
}
