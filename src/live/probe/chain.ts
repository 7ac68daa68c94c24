import type { Probe } from "../../config/schema.ts";
import { stepsOf } from "../../config/steps.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Check } from "../conformance/schema.ts";
import { content } from "../redact/content.ts";
import type { Blocked, Refusal, Sample, Specimen } from "../sample.ts";
import type { Reply } from "../transport/reply.ts";
import { fill, isOpen, type Lent, type Missing, masked } from "./chain-values.ts";
import type { Ready, Side } from "./prepare.ts";
import type { Request } from "./request.ts";

/** One request that was sent. */
export interface Sent {
  readonly request: Request;
  readonly reply: Reply;
  readonly sample: Sample;
  readonly specimen?: Specimen;
}

/** What came of one probe. */
export type Outcome =
  | { readonly kind: "sent"; readonly probe: Probe; readonly sent: readonly Sent[] }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "blocked"; readonly blocked: Blocked };

/** The contracts that a probe is held against. */
export interface Sides {
  readonly pinned: Side;
  readonly published: Side | undefined;
}

/** How a vendor's probes are made ready, and sent: as often as they say. */
export interface Means {
  readonly sides: Sides;
  readonly prepare: (probe: Probe, sides: Sides) => Promise<Ready | (Refusal & { readonly kind: "refusal" })>;
  readonly send: (ready: Ready) => Promise<readonly Sent[]>;
}

/** A probe, prepared as far as it can be before anything is sent. */
interface Link {
  readonly probe: Probe;
  readonly prepared: Awaited<ReturnType<Means["prepare"]>>;
}

/**
 * Sends each probe after the steps that it takes values from, and those that do not wait for each other side by side.
 * What can be refused without those values is refused before anything is sent. Outcomes are in the order of the probes.
 *
 * @param probes as loaded: every step that they name is one of them, and none waits for itself.
 */
export async function chain(probes: readonly Probe[], means: Means): Promise<Outcome[]> {
  const open = whereOpen(means.sides);
  const links = await Promise.all(
    probes.map(async (probe): Promise<Link> => ({ probe, prepared: await means.prepare(probe, open) })),
  );
  const started = new Map<Link, Promise<Outcome>>();
  const start = (link: Link): Promise<Outcome> => {
    const outcome = started.get(link) ?? run(link, startStep, means);
    started.set(link, outcome);
    return outcome;
  };
  const startStep = (id: string) => {
    const step = links.find(({ probe }) => probe.id === id);
    return step && start(step);
  };
  return Promise.all(links.map(start));
}

/** Values that a step gives later fit any schema for now. */
function whereOpen(sides: Sides): Sides {
  return checkedBy(sides, (check) => (schema, pointer, value) => (isOpen(value) ? [] : check(schema, pointer, value)));
}

/** For what is only shown. */
function whereAllFits(sides: Sides): Sides {
  return checkedBy(sides, () => () => []);
}

function checkedBy({ pinned, published }: Sides, how: (check: Check) => Check): Sides {
  const held = ({ document, checker }: Side): Side => ({
    document,
    checker: { ...checker, request: how(checker.request), body: how(checker.body) },
  });
  return { pinned: held(pinned), published: published && held(published) };
}

async function run(
  { probe, prepared }: Link,
  startStep: (id: string) => Promise<Outcome> | undefined,
  means: Means,
): Promise<Outcome> {
  if (prepared.kind === "refusal") return { kind: "refused", refusal: withoutKind(prepared) };
  const ids = stepsOf(probe);
  if (ids.length === 0) return { kind: "sent", probe, sent: await means.send(prepared) };
  const steps = await Promise.all(
    ids.map(async (id) => {
      const outcome = await startStep(id);
      return outcome ? [[id, lend(outcome)] as const] : [];
    }),
  );
  return resume(probe, prepared, new Map(steps.flat()), means);
}

/** What a step lends: its first good answer; else what went wrong. */
function lend(outcome: Outcome): Lent {
  switch (outcome.kind) {
    case "refused":
      return { kind: "nothing", first: outcome.refusal, why: `was not sent: ${outcome.refusal.text}` };
    case "blocked":
      return { kind: "nothing", first: outcome.blocked.first, why: `was not sent: ${outcome.blocked.text}` };
    case "sent":
      return ofAnswers(outcome);
  }
}

function ofAnswers({ probe, sent }: Extract<Outcome, { kind: "sent" }>): Lent {
  const [first] = sent;
  if (!first) throw new RangeError("a probe is sent at least once");
  const good = sent.find(({ reply: { answer } }) => answer.kind === "answer" && answer.status < 400) ?? first;
  const { answer } = good.reply;
  if (answer.kind === "failure") return { kind: "nothing", first: good.sample, why: `failed with ${answer.code}` };
  if (answer.status >= 400) return { kind: "nothing", first: good.sample, why: `answered ${answer.status}` };
  return { kind: "answered", probe, request: good.request, answer, content: content(answer), sample: good.sample };
}

/** Goes on with a probe when the steps that it takes from have ended, in whatever way. */
async function resume(
  probe: Probe,
  { operation, probe: hash }: Ready,
  steps: ReadonlyMap<string, Lent>,
  { sides, prepare, send }: Means,
): Promise<Outcome> {
  const filled = fill(probe, steps);
  if (filled.kind === "missing") return { kind: "blocked", blocked: blocked(operation, filled) };
  const ready = await prepare(filled.probe, sides);
  if (ready.kind === "refusal") return { kind: "refused", refusal: refusedByStep(ready, [...steps.keys()]) };
  const shown = await prepare(masked(probe), whereAllFits(sides));
  const request = { ...ready.request, shown: shown.kind === "ready" ? shown.request.url.href : operation.path };
  return {
    kind: "sent",
    probe: filled.probe,
    sent: await send({ ...ready, ...(hash !== undefined && { probe: hash }), request, taken: filled.taken }),
  };
}

function blocked(operation: Operation, { expression, why, first }: Missing): Blocked {
  return {
    operation,
    first,
    text: `it needs ${expression.text}, and step "${expression.step}" ${why}`,
    todo: `Look at step "${expression.step}" first; or give the probe a value of its own.`,
  };
}

function refusedByStep(refusal: Refusal, steps: readonly string[]): Refusal {
  const names = steps.map((id) => `"${id}"`).join(" and ");
  return { ...withoutKind(refusal), text: `with what step ${names} answered, ${refusal.text}` };
}

function withoutKind({ operation, cause, text, todo }: Refusal): Refusal {
  return { operation, cause, text, todo };
}
