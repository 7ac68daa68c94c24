import type { Baseline } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import type { Deviation, Gathered } from "../live/sample.ts";
import { shifts } from "../live/shape/shift.ts";
import { counted } from "./counted.ts";
import { explains, type Reach } from "./explain.ts";
import type { Undecided, Unknown } from "./finding.ts";
import type { ObservedChange } from "./observe.ts";
import { ofDeviation } from "./of-deviation.ts";
import { isSameOperation } from "./operation.ts";
import type { Paper } from "./paper.ts";
import { refused } from "./refused.ts";
import type { Testimony } from "./testimony.ts";
import { ofDiagnosis } from "./unchecked.ts";
import type { Witnesses } from "./verdict.ts";

/** What the live half is held against. */
export interface LiveHalf {
  readonly paper: Paper;
  readonly testimonies: readonly Testimony[];
  readonly observed: readonly ObservedChange[];
  readonly baseline: Baseline;
}

/**
 * What is live and no change on paper explains: silent drift if it was not there when the contract was pinned. What the
 * published contract allows without any change that would say so is released. Of operations that were never sampled at
 * pin time nothing can be new, so what does not fit there is unknown.
 */
export function ofLive(half: LiveHalf): { readonly drifts: Undecided[]; readonly unknown: Unknown[] } {
  const sampled = new Set(half.baseline.sampled);
  const strays = [...half.testimonies.flatMap((testimony) => straysOf(testimony, half)), ...shifted(half)];
  const untellable = strays.filter(
    ({ deviation, witnesses }) => witnesses.live === "new" && !sampled.has(operationName(deviation.operation)),
  );
  const tellable = strays.filter((stray) => !untellable.includes(stray));
  return { drifts: gather(tellable, half), unknown: neverSampled(untellable) };
}

/** A deviation that no change on paper explains. */
interface Stray {
  readonly deviation: Deviation;
  readonly witnesses: Witnesses;
  /** The answer that showed it; absent where only all answers together did. */
  readonly by?: Testimony;
}

function straysOf(by: Testimony, { paper, observed }: LiveHalf): Stray[] {
  if (by.refusal) {
    const explained = observed.some(({ sights }) =>
      sights.some((sight) => sight.by === by && sight.agrees !== "pinned"),
    );
    return explained
      ? []
      : [{ deviation: refused(by, by.refusal, paper), witnesses: { paper: "same", live: "new" }, by }];
  }
  const { pinnedOnly, both, known } = by.misfits;
  const unexplained = (reach: Reach) => (deviation: Deviation) => !isExplained(deviation, reach, { paper, observed });
  const as = (witnesses: Witnesses) => (deviation: Deviation) => ({ deviation, witnesses, by });
  return [
    ...pinnedOnly.filter(unexplained("around")).map(as({ paper: "differs", live: "published" })),
    ...both.filter(unexplained("place")).map(as({ paper: "same", live: "new" })),
    ...known.map(as({ paper: "same", live: "known" })),
  ];
}

/** What all answers of tonight together show against the baseline's shapes, and all recorded ones against theirs. */
function shifted({ paper, observed, baseline, testimonies }: LiveHalf): Stray[] {
  const told = (by: readonly Testimony[]): Deviation[] =>
    shifts(
      paper.pinned,
      baseline,
      by.map(({ sample }) => sample),
    ).filter((deviation) => !isExplained(deviation, "place", { paper, observed }));
  const as = { witnesses: { paper: "same", live: "new" } } as const;
  return [
    ...told(testimonies.filter(({ isRecorded }) => !isRecorded)).map((deviation) => ({ deviation, ...as })),
    ...testimonies
      .filter(({ sample }) => sample.gathered)
      .flatMap((by) => told([by]).map((deviation) => ({ deviation, ...as, by }))),
  ];
}

function isExplained(deviation: Deviation, reach: Reach, { paper, observed }: Pick<LiveHalf, "paper" | "observed">) {
  return observed.some((change) => explains(change, deviation, paper, reach));
}

/** One drift a deviation, however many answers showed it; those that share a root know how many operations it reaches. */
function gather(strays: readonly Stray[], { paper, testimonies }: LiveHalf): Undecided[] {
  const drifts = [...group(strays, ({ deviation }) => deviation.fingerprint).values()].flatMap(
    (alike) => ofDeviation(alike[0].deviation, alike[0].witnesses, evidence(alike, testimonies, paper)) ?? [],
  );
  return counted(drifts);
}

function evidence(strays: readonly [Stray, ...Stray[]], testimonies: readonly Testimony[], paper: Paper): string[] {
  const [{ deviation, by }] = strays;
  const unpublished = paper.published
    ? []
    : ["the published description could not be had, so this may have been announced"];
  if (by === undefined) return unpublished;
  if (by.sample.gathered) return ["in recorded shapes", ...lowerBound(by.sample.gathered), ...unpublished];
  const asked = testimonies.filter(
    ({ sample }) => !sample.gathered && isSameOperation(sample.exchange.operation, deviation.operation),
  );
  const showing = strays.filter((stray) => !stray.by?.sample.gathered);
  return [
    `in ${showing.length} of ${asked.length} ${asked.length === 1 ? "answer" : "answers"}`,
    ...(by.refusal ? [by.refusal.text] : []),
    ...(by.isRecorded ? ["in a recording"] : []),
    ...unpublished,
  ];
}

/** Nobody knows what was in exchanges that were dropped. */
function lowerBound({ isPart }: Gathered): string[] {
  return isPart ? ["not all exchanges were recorded, so more of them may show it"] : [];
}

function neverSampled(strays: readonly Stray[]): Unknown[] {
  return [...group(strays, ({ deviation }) => operationName(deviation.operation)).entries()].map(
    ([name, [first, ...others]]) =>
      first.by?.refusal
        ? ofDiagnosis(first.by.refusal)
        : {
            operation: first.deviation.operation,
            cause: "consumer",
            step: 6,
            text: `${name} was not sampled when the contract was pinned, so nobody can tell whether this is new: ${first.deviation.text}${others.length > 0 ? `, and ${others.length} more` : ""}`,
            todo: "Run driftpin pin, which records how it answers now",
            steps: [],
          },
  );
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const known = groups.get(key(item));
    if (known) known.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
