import { tokens } from "../json.ts";
import type { Answer } from "../live/exchange.ts";
import type { Deviation, Sample } from "../live/sample.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";

/** An answer that says something about the contracts. */
export interface Testimony {
  readonly sample: Sample;
  readonly answer: Answer;
  /** Present where the vendor refused a request that the pinned contract allows. */
  readonly refusal: Diagnosis | undefined;
  readonly misfits: Misfits;
  /** Present where it was recorded some other day. It can show that the vendor has changed, and not that it has not. */
  readonly isRecorded?: true;
}

/** The deviations of one answer, by the contract that it does not fit. */
export interface Misfits {
  readonly pinnedOnly: readonly Deviation[];
  readonly publishedOnly: readonly Deviation[];
  /** Neither contract, or the pinned one where nothing was published; new since the contract was pinned. */
  readonly both: readonly Deviation[];
  /** The same, but already there when it was pinned. */
  readonly known: readonly Deviation[];
}

/**
 * The samples that can testify: those that were answered, and did not fail for a cause that is no drift.
 * @param known fingerprints of the baseline's deviations
 */
export function testimonies(
  samples: readonly Sample[],
  diagnoses: readonly Diagnosis[],
  known: ReadonlySet<string>,
): Testimony[] {
  const diagnosed = new Map(diagnoses.map((diagnosis) => [diagnosis.sample, diagnosis]));
  return samples.flatMap((sample) => {
    const { answer } = sample.exchange;
    const refusal = diagnosed.get(sample);
    if (answer.kind === "failure" || (refusal && !isDrift(refusal))) return [];
    return [{ sample, answer, refusal, misfits: misfits(sample, known) }];
  });
}

/** Testimonies of some other day. */
export function recorded(testimonies: readonly Testimony[]): Testimony[] {
  return testimonies.map((testimony) => ({ ...testimony, isRecorded: true }));
}

/** Whether a failure is the vendor's change. Without an answer there is nothing to hold against a contract. */
export function isDrift({ cause, sample }: Diagnosis): boolean {
  return cause === "vendor-change" && sample.exchange.answer.kind === "answer";
}

/** Whether it is a value that deviates: `/paths/{path}/{method}/responses/{status}/content/{mediaType}/schema` and below. */
export function isOfSchema({ pointer }: Deviation): boolean {
  return tokens(pointer)[7] === "schema";
}

function misfits({ pinned, published }: Sample, known: ReadonlySet<string>): Misfits {
  const here = new Set(pinned.deviations.map(({ fingerprint }) => fingerprint));
  const there = published && new Set(published.deviations.map(({ fingerprint }) => fingerprint));
  const inBoth = pinned.deviations.filter(({ fingerprint }) => there === undefined || there.has(fingerprint));
  return {
    pinnedOnly: pinned.deviations.filter((deviation) => !inBoth.includes(deviation)),
    publishedOnly: published?.deviations.filter(({ fingerprint }) => !here.has(fingerprint)) ?? [],
    both: inBoth.filter(({ fingerprint }) => !known.has(fingerprint)),
    known: inBoth.filter(({ fingerprint }) => known.has(fingerprint)),
  };
}
