import type { Vendor } from "../config/schema.ts";
import type { Description, Operation } from "../contract/contract.ts";
import type { Runtime } from "../runtime/index.ts";
import { checker } from "./conformance/schema.ts";
import { automatic } from "./probe/auto.ts";
import { chain } from "./probe/chain.ts";
import { probeHash } from "./probe/hash.ts";
import { prepare, type Side } from "./probe/prepare.ts";
import { type Means, send } from "./probe/send.ts";
import { tokensOf } from "./probe/tokens.ts";
import type { Recordings } from "./recording/samples.ts";
import { teamOf } from "./redact/team.ts";
import type { Blocked, Refusal, Sample, Specimen, Unreached } from "./sample.ts";
import { fewOf } from "./specimen.ts";
import { withTransport } from "./transport/index.ts";

/** What came of a vendor's probes. */
export interface Sampling {
  readonly samples: readonly Sample[];
  readonly refusals: readonly Refusal[];
  /** Probes that take values from a step which did not give them. */
  readonly blocked: readonly Blocked[];
  /** What the vendor's recordings show: never in the place of a probe. Absent where none are configured. */
  readonly recorded?: Recordings;
  /** Operations whose probes were made from the contract, and those for which none could be; absent if none were asked. */
  readonly auto?: { readonly derived: readonly Operation[]; readonly unreached: readonly Unreached[] };
  /** Of the operations that they were wanted of; absent where there are none. */
  readonly specimens?: readonly Specimen[];
}

/**
 * Sends a vendor's probes and holds the answers against the contracts. Nothing is sent that could change something,
 * but to a sandbox, or that satisfies neither contract; nothing is returned that is a secret or a value of an answer. An exchange that fails
 * is a sample as well.
 * @param isKept of which operations specimens are wanted; of none by default
 * @throws CouldNotCheckError (DP4001) for a schema that cannot be compiled; UsageError (DP4010) for
 * a pattern of the team's that is none; the signal's reason after ^C.
 */
export async function sample(
  vendor: Vendor,
  contracts: { readonly pinned: Description; readonly published?: Description },
  runtime: Runtime,
  isKept: Means["isKept"] = () => false,
): Promise<Sampling> {
  const asksAutomatic = vendor.autoProbes > 0;
  if (vendor.probes.length === 0 && !asksAutomatic) return { samples: [], refusals: [], blocked: [] };
  const team = await teamOf(vendor);
  const sides = {
    pinned: await side(contracts.pinned),
    published: contracts.published && (await side(contracts.published)),
  };
  const tokens = tokensOf(vendor, runtime);
  const auto = asksAutomatic ? automatic(vendor, sides.pinned) : undefined;
  const outcomes = await sending(vendor, runtime, (means) =>
    chain(auto?.probes ?? vendor.probes, {
      sides,
      prepare: async (probe, held) => ({
        ...(await prepare(probe, vendor, held, runtime.env, tokens)),
        probe: probeHash(probe, team),
      }),
      send: (ready) => send({ ...ready, team }, { ...means, tokens, isKept }),
    }),
  );
  const sent = outcomes.flatMap((outcome) => (outcome.kind === "sent" ? outcome.sent : []));
  const specimens = fewOf(sent.flatMap(({ specimen }) => specimen ?? []));
  return {
    samples: sent.map(({ sample }) => sample),
    refusals: outcomes.flatMap((outcome) => (outcome.kind === "refused" ? [outcome.refusal] : [])),
    blocked: outcomes.flatMap((outcome) => (outcome.kind === "blocked" ? [outcome.blocked] : [])),
    ...(auto && { auto: { derived: auto.derived, unreached: auto.unreached } }),
    ...(specimens.length > 0 && { specimens }),
  };
}

async function side({ document }: Description): Promise<Side> {
  return { document, checker: await checker(document) };
}

/** Lends a way to send probes, and tells a waiting person how far it is. */
async function sending<T>(
  vendor: Vendor,
  runtime: Runtime,
  use: (means: Pick<Means, "transport" | "tell">) => Promise<T>,
): Promise<T> {
  const task = runtime.progress.start(`sampling ${vendor.name}`);
  let done = 0;
  const tell = () => {
    done += 1;
    task.update(`sampling ${vendor.name}: ${done} done`);
  };
  try {
    return await withTransport(vendor, runtime, (transport) => use({ transport, tell }));
  } finally {
    task.end();
  }
}
