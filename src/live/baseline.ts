import type { Baseline } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { canonical, type Json } from "../json.ts";
import type { Sampling } from "./index.ts";
import { keep } from "./protocol/keep.ts";
import { witnesses } from "./protocol/operations.ts";
import type { Sample, Shape } from "./sample.ts";
import { merge } from "./shape/index.ts";
import { settled } from "./shape/settle.ts";

/**
 * What is known of a vendor's answers at pin time, sorted and without values: the same answers always give the same
 * text. Recordings tell which deviations are not new, and their shapes are kept apart: tests ask for other objects than
 * probes do. Exchanges that failed say nothing, so their operations count as not sampled; but how the vendor refuses is a
 * protocol fact as well.
 */
export function baseline(
  samplings: readonly Sampling[],
  { failed = [], earlier }: { readonly failed?: readonly Sample[]; readonly earlier?: Baseline | undefined } = {},
): Baseline {
  const answered = samplings.flatMap(({ samples }) => samples).filter(hasSucceeded);
  const recorded = samplings.flatMap(({ recorded }) => recorded?.samples ?? []);
  const [probes, shown] = [probesOf(answered), recordedOf(recorded)];
  const deviations = [...answered, ...recorded].flatMap(({ pinned }) => pinned.deviations);
  return {
    sampled: [...new Set([...answered, ...recorded].map(({ exchange }) => operationName(exchange.operation)))].sort(),
    deviations: sortedBy(
      deviations.map(({ fingerprint, text }) => ({ fingerprint, text })),
      ({ fingerprint }) => fingerprint,
    ),
    shapes: Object.fromEntries(Object.entries(shapesOf(answered)).map(([place, shape]) => [place, plain(shape)])),
    protocol: keep([...answered, ...witnesses(failed, new Set(failed))], earlier?.protocol),
    ...(shown && { recorded: shown }),
    ...(probes && { probes }),
  };
}

/** What recordings of shapes show, by `METHOD /path status`, sorted; undefined where there are none. */
function recordedOf(samples: readonly Sample[]): Baseline["recorded"] {
  const shown = samples.flatMap((sample) => {
    const { gathered, shape } = sample;
    return gathered && shape ? [[shapeKey(sample), { ...gathered, shape: plain(shape) }] as const] : [];
  });
  return shown.length > 0 ? Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
}

function plain(shape: Shape): Json {
  return JSON.parse(canonical(shape as unknown as Json));
}

/** The hashes of the probes that answered, by `METHOD /path`, sorted; undefined where there is none. */
function probesOf(answered: readonly Sample[]): Baseline["probes"] {
  const hashes = new Map<string, Set<string>>();
  for (const { exchange, probe } of answered) {
    const name = operationName(exchange.operation);
    if (probe !== undefined) hashes.set(name, (hashes.get(name) ?? new Set()).add(probe));
  }
  const sorted = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length > 0 ? Object.fromEntries(sorted.map(([name, known]) => [name, [...known].sort()])) : undefined;
}

/** The merged shapes of successful answers by `METHOD /path status`, sorted. */
export function shapesOf(samples: readonly Sample[]): Record<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const sample of samples.filter(hasSucceeded)) {
    const key = shapeKey(sample);
    const known = shapes.get(key);
    if (sample.shape) shapes.set(key, known ? merge(known, sample.shape) : sample.shape);
  }
  const sorted = [...shapes].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, shape]) => [key, settled(shape)]));
}

/** `METHOD /path status`; without a status where nothing was answered. */
export function shapeKey({ exchange: { operation, answer } }: Sample): string {
  return `${operationName(operation)} ${answer.kind === "answer" ? answer.status : ""}`;
}

function hasSucceeded({ exchange: { answer } }: Sample): boolean {
  return answer.kind === "answer" && answer.status < 400;
}

/** Sorted, the first of those that share a key. */
function sortedBy<T>(values: readonly T[], key: (value: T) => string): T[] {
  const byKey = new Map(values.toReversed().map((value) => [key(value), value]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
