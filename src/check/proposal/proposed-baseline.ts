import type { Baseline, Operation } from "../../contract/contract.ts";
import { anonymous, find, operationName } from "../../contract/operations.ts";
import type { Unknown } from "../../drift/finding.ts";
import { baseline } from "../../live/baseline.ts";
import type { Sample } from "../../live/sample.ts";
import type { Candidate } from "./candidate.ts";

/** A baseline, and where it is still that of the earlier pin. */
export interface ProposedBaseline {
  readonly baseline: Baseline;
  /** Whether tonight's answers of an operation are no part of it. */
  readonly isLeft: (operation: Operation) => boolean;
}

/**
 * The baseline of a new pin: what was seen tonight. Operations that could not be checked, or of which two looks told
 * different things, stay as the earlier baseline knows them.
 * @param unknown what could not be checked tonight
 */
export function proposedBaseline(
  candidate: Candidate,
  earlier: Baseline,
  unknown: readonly Pick<Unknown, "operation">[],
): ProposedBaseline {
  const kept = stillKnown(candidate, earlier, unknown);
  const left = new Set([...candidate.doubtful.map(nameOf), ...kept.keys()]);
  const isLeft = (operation: Operation) => left.has(nameOf(operation));
  const tonight = ofTonight(candidate, earlier, isLeft);
  return { isLeft, baseline: kept.size === 0 ? tonight : joined(tonight, earlier, kept) };
}

/** By anonymous name, what the new contract calls the operations of which the earlier baseline stands. */
function stillKnown(
  { contract, sampling, failed, doubtful }: Candidate,
  { sampled }: Baseline,
  unknown: readonly Pick<Unknown, "operation">[],
): ReadonlyMap<string, string> {
  const unchecked = new Set([...unknown.flatMap(({ operation }) => operation ?? []), ...doubtful].map(nameOf));
  const answered = new Set([...sampling.samples, ...failed].map(({ exchange }) => nameOf(exchange.operation)));
  const isAnyUnchecked = unknown.some(({ operation }) => operation === undefined);
  return new Map(
    sampled.flatMap((earlier): [string, string][] => {
      const name = anonymous(earlier);
      const found = find(contract.document, earlier);
      const isKept = unchecked.has(name) || (isAnyUnchecked && !answered.has(name));
      return found && isKept ? [[name, operationName(found.operation)]] : [];
    }),
  );
}

function nameOf(operation: Operation): string {
  return anonymous(operationName(operation));
}

function ofTonight(
  { sampling, failed, confirmed }: Candidate,
  earlier: Baseline,
  isLeft: ProposedBaseline["isLeft"],
): Baseline {
  const counts = ({ exchange }: Sample) => !isLeft(exchange.operation);
  const { samples, recorded } = sampling;
  const tonight = baseline(
    [
      {
        ...sampling,
        samples: samples.filter(counts),
        ...(recorded && { recorded: { ...recorded, samples: recorded.samples.filter(counts) } }),
      },
    ],
    { failed: failed.filter(counts), earlier },
  );
  if (!confirmed) return tonight;
  const known = new Set([...confirmed, ...earlier.deviations.map(({ fingerprint }) => fingerprint)]);
  return { ...tonight, deviations: tonight.deviations.filter(({ fingerprint }) => known.has(fingerprint)) };
}

/** Which operation a deviation of the earlier baseline belongs to is not written down, so all of them stay known. */
function joined(tonight: Baseline, earlier: Baseline, kept: ReadonlyMap<string, string>): Baseline {
  const both = <T>(now: Readonly<Record<string, T>> = {}, before: Readonly<Record<string, T>> = {}) =>
    sorted([...Object.entries(now), ...renamed(before, kept)]);
  const recorded = both(tonight.recorded, earlier.recorded);
  const probes = both(tonight.probes, earlier.probes);
  const deviations = [...earlier.deviations, ...tonight.deviations];
  return {
    sampled: [...new Set([...tonight.sampled, ...kept.values()])].sort(),
    deviations: Object.values(sorted(deviations.map((one) => [one.fingerprint, one]))),
    shapes: both(tonight.shapes, earlier.shapes),
    protocol: both(tonight.protocol, earlier.protocol),
    ...(Object.keys(recorded).length > 0 && { recorded }),
    ...(Object.keys(probes).length > 0 && { probes }),
  };
}

/** Entries by `METHOD /path`, or by `METHOD /path status`, of the operations that are kept. */
function renamed<T>(entries: Readonly<Record<string, T>>, kept: ReadonlyMap<string, string>): [string, T][] {
  return Object.entries(entries).flatMap(([key, value]): [string, T][] => {
    const end = kept.has(anonymous(key)) ? key.length : key.lastIndexOf(" ");
    const name = kept.get(anonymous(key.slice(0, end)));
    return name === undefined ? [] : [[`${name}${key.slice(end)}`, value]];
  });
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
