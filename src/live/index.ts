import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import type { Runtime } from "../runtime/index.ts";
import { checker } from "./conformance/schema.ts";
import { observe } from "./observe.ts";
import { chain, type Means, type Sent } from "./probe/chain.ts";
import { prepare, type Side } from "./probe/prepare.ts";
import { type Team, teamOf } from "./redact/team.ts";
import type { Blocked, Refusal, Sample } from "./sample.ts";
import { withTransport } from "./transport/index.ts";

/** What came of a vendor's probes. */
export interface Sampling {
  readonly samples: readonly Sample[];
  readonly refusals: readonly Refusal[];
  /** Probes that take values from a step which did not give them. */
  readonly blocked: readonly Blocked[];
}

/**
 * Sends a vendor's probes and holds the answers against the contracts. Nothing is sent that could change something, or
 * that satisfies neither contract; nothing is returned that is a secret or a value of an answer. An exchange that fails
 * is a sample as well.
 * @throws CouldNotCheckError (DP4001) for a schema that cannot be compiled; UsageError (DP4010) for
 * a pattern of the team's that is none; the signal's reason after ^C.
 */
export async function sample(
  vendor: Vendor,
  contracts: { readonly pinned: Description; readonly published?: Description },
  runtime: Runtime,
): Promise<Sampling> {
  if (vendor.probes.length === 0) return { samples: [], refusals: [], blocked: [] };
  const team = await teamOf(vendor);
  const sides = {
    pinned: await side(contracts.pinned),
    published: contracts.published && (await side(contracts.published)),
  };
  const outcomes = await send(vendor, team, runtime, (sending) =>
    chain(vendor.probes, {
      sides,
      prepare: (probe, held) => prepare(probe, vendor, held, runtime.env),
      send: sending,
    }),
  );
  return {
    samples: outcomes.flatMap((outcome) => (outcome.kind === "sent" ? outcome.sent.map(({ sample }) => sample) : [])),
    refusals: outcomes.flatMap((outcome) => (outcome.kind === "refused" ? [outcome.refusal] : [])),
    blocked: outcomes.flatMap((outcome) => (outcome.kind === "blocked" ? [outcome.blocked] : [])),
  };
}

async function side({ document }: Description): Promise<Side> {
  return { document, checker: await checker(document) };
}

/** Lends a way to send probes, and tells a waiting person how far it is. */
async function send<T>(
  vendor: Vendor,
  team: Team,
  runtime: Runtime,
  use: (send: Means["send"]) => Promise<T>,
): Promise<T> {
  const task = runtime.progress.start(`sampling ${vendor.name}`);
  let done = 0;
  try {
    return await withTransport(vendor, runtime, (transport) =>
      use((ready) =>
        Promise.all(
          Array.from({ length: ready.samples }, async (): Promise<Sent> => {
            const reply = await transport.send(ready.request);
            done += 1;
            task.update(`sampling ${vendor.name}: ${done} done`);
            return { request: ready.request, reply, sample: observe({ ...ready, team }, reply) };
          }),
        ),
      ),
    );
  } finally {
    task.end();
  }
}
