import type { Baseline, Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { Sampling } from "../../live/index.ts";
import type { Blocked, Refusal, Sample, Unreached } from "../../live/sample.ts";
import type { Diagnosis } from "../../triage/diagnosis.ts";

/** What was sampled, and why those exchanges failed that did. */
interface Seen {
  readonly sampling: Sampling;
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Takes out what only says that an automatic probe was a wrong guess: an example may name nothing that exists, a list may
 * be empty. An operation that never answered to its guess is out of reach, and no more unknown than if the contract had
 * no example. What answered when the contract was pinned stays, and so does what fails for another cause.
 */
export function withoutWrongGuesses(seen: Seen, baseline: Pick<Baseline, "sampled"> | undefined): Seen {
  const { sampling, diagnoses } = seen;
  if (!sampling.auto) return seen;
  const wrong = wrongGuesses(seen, new Set(baseline?.sampled));
  const isRight = (one: Sample | Refusal | Blocked) => !wrong.has(one);
  const unreached = [...wrong.values(), ...sampling.auto.unreached];
  return {
    sampling: {
      ...sampling,
      samples: sampling.samples.filter(isRight),
      refusals: sampling.refusals.filter(isRight),
      blocked: sampling.blocked.filter(isRight),
      auto: { ...sampling.auto, unreached },
    },
    diagnoses: diagnoses.filter(({ sample }) => isRight(sample)),
  };
}

type Wrong = ReadonlyMap<Sample | Refusal | Blocked, Unreached>;

function wrongGuesses({ sampling, diagnoses }: Seen, answeredBefore: ReadonlySet<string>): Wrong {
  const { samples, refusals, blocked, auto } = sampling;
  const derived = new Set(auto?.derived.map(operationName));
  const isGuess = (operation: Operation) =>
    derived.has(operationName(operation)) && !answeredBefore.has(operationName(operation));
  const causes = new Map(diagnoses.map((diagnosis) => [diagnosis.sample, diagnosis]));
  const wrong = new Map<Sample | Refusal | Blocked, Unreached>();
  for (const sample of samples) {
    const { operation } = sample.exchange;
    const diagnosis = causes.get(sample);
    if (diagnosis && isGuess(operation) && isOfTheRequest(diagnosis))
      wrong.set(sample, { operation, text: diagnosis.text });
  }
  for (const refusal of refusals) {
    const { operation, cause, text } = refusal;
    if (isGuess(operation) && cause === "request") wrong.set(refusal, { operation, text });
  }
  for (const one of blocked) {
    const { operation, first, text } = one;
    const isForNothingElse = wrong.has(first) || ("exchange" in first && !causes.has(first));
    if (isGuess(operation) && isForNothingElse) wrong.set(one, { operation, text });
  }
  return wrong;
}

/** Without an earlier answer to compare with, a refusal says nothing of the vendor. */
function isOfTheRequest({ cause }: Diagnosis): boolean {
  return cause === "request" || cause === "vendor-change";
}
