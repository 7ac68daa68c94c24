import type { Probe } from "../../config/schema.ts";
import { stepsOf } from "../../config/steps.ts";
import { content } from "../redact/content.ts";
import type { Blocked, Refusal, Sample } from "../sample.ts";
import type { Reply } from "../transport/index.ts";
import { type Answered, type Filled, fill, isOpen, masked } from "./chain-values.ts";
import type { Ready, Side } from "./prepare.ts";
import type { Request } from "./request.ts";

/** One request that was sent. */
export interface Sent {
  readonly request: Request;
  readonly reply: Reply;
  readonly sample: Sample;
}

/** What came of one probe. */
export type Outcome =
  | { readonly kind: "sent"; readonly probe: Probe; readonly sent: readonly Sent[] }
  | ({ readonly kind: "refusal" } & Refusal)
  | ({ readonly kind: "blocked" } & Blocked);

type Prepared = Ready | ({ readonly kind: "refusal" } & Refusal);

/** The contracts that a probe is held against. */
export interface Sides {
  readonly pinned: Side;
  readonly published: Side | undefined;
}

/** How probes are made ready, and sent: as often as they say. */
export interface Means {
  readonly sides: Sides;
  readonly prepare: (probe: Probe, sides: Sides) => Promise<Prepared>;
  readonly send: (ready: Ready) => Promise<readonly Sent[]>;
}

/**
 * Sends each probe after the steps that it takes values from, and all that do not wait for each other side by side. What
 * can be refused without those values is refused before anything is sent. A probe whose steps did not give what it needs
 * is blocked. Outcomes are in the order of the probes.
 */
export async function chain(probes: readonly Probe[], means: Means): Promise<Outcome[]> {
  const open = opened(means.sides);
  const checked = await Promise.all(probes.map((probe) => means.prepare(probe, open)));
  const started = new Map<Probe, Promise<Outcome>>();
  const start = (probe: Probe): Promise<Outcome> => {
    const outcome = started.get(probe) ?? run(probe);
    started.set(probe, outcome);
    return outcome;
  };
  const run = async (probe: Probe): Promise<Outcome> => {
    const prepared = checked[probes.indexOf(probe)];
    if (!prepared || prepared.kind === "refusal") return prepared ?? unprepared();
    const needed = probes.filter(({ id }) => id !== undefined && stepsOf(probe).includes(id));
    if (needed.length === 0) return { kind: "sent", probe, sent: await means.send(prepared) };
    return resume(probe, prepared, await Promise.all(needed.map(start)), means);
  };
  return Promise.all(probes.map(start));
}
