import type { Description, Operation } from "../../contract/contract.ts";
import { canonical } from "../../json.ts";
import type { Sampling } from "../../live/index.ts";
import { endpoint } from "../../live/probe/endpoint.ts";
import type { Sample } from "../../live/sample.ts";
import { describedShape } from "../../live/shape/described.ts";
import type { Fetched } from "../../source/source.ts";
import { hasFailed } from "../../triage/symptom.ts";
import type { Live } from "../look/live.ts";

/** What could become the new pin: a published contract, and the answers of one night as they fit that one. */
export interface Candidate {
  readonly contract: Description;
  readonly fetched: Pick<Fetched, "reference" | "version" | "sha256">;
  /** The answers that are good under the published contract. */
  readonly sampling: Sampling;
  /** Those that are not. */
  readonly failed: readonly Sample[];
  /** Fingerprints of what changed on paper. */
  readonly changes: ReadonlySet<string>;
  /** Where two looks saw different things, so that neither is taken for normal. */
  readonly doubtful: readonly Operation[];
  /** Fingerprints of the deviations that an earlier look saw too; absent where there was none. */
  readonly confirmed?: ReadonlySet<string>;
}

/** Holds what was seen against the published contract alone, as if that were pinned. */
export function candidateOf(
  { contract, fetched, changes }: Pick<Candidate, "contract" | "fetched" | "changes">,
  { sampling, diagnoses }: Pick<Live, "sampling" | "diagnoses">,
): Candidate {
  const excused = new Set(diagnoses.filter(({ cause }) => cause !== "vendor-change").map(({ sample }) => sample));
  const held = sampling.samples.flatMap((sample) => {
    const fits = heldAgainst(contract, sample);
    return fits ? [{ fits, isGood: !excused.has(sample) && !hasFailed(fits) }] : [];
  });
  const { recorded, specimens: _, ...rest } = sampling; // no pin holds specimens
  return {
    contract,
    fetched,
    changes,
    sampling: {
      ...rest,
      samples: held.filter(({ isGood }) => isGood).map(({ fits }) => fits),
      ...(recorded && {
        recorded: { ...recorded, samples: recorded.samples.flatMap((sample) => heldAgainst(contract, sample) ?? []) },
      }),
    },
    failed: held.filter(({ isGood }) => !isGood).map(({ fits }) => fits),
    doubtful: [],
  };
}

/** Undefined where the contract does not have the operation, or does not allow the request, which is then not sent again. */
function heldAgainst({ document }: Description, { published, ...sample }: Sample): Sample | undefined {
  const at = endpoint(document, sample.exchange.operation);
  if (!at || !published || published.violations.length > 0) return undefined;
  const { exchange, shape, gathered } = sample;
  const described =
    exchange.answer.kind === "answer" && !gathered ? describedShape({ answer: exchange.answer, shape }, at) : shape;
  return {
    ...sample,
    exchange: { ...exchange, operation: at.operation },
    pinned: published,
    ...(described && { shape: described }),
  };
}

/**
 * What two looks agree on; undefined where the vendor published something else in between. Of a probe that is sent once,
 * the first look's answer counts; of all others the second's, whose deviations the first confirms.
 * @param doubtful operations of which the looks tell different things
 */
export function agreedCandidate(
  first: Candidate,
  second: Candidate,
  doubtful: readonly Operation[],
): Candidate | undefined {
  if (canonical(first.contract.document) !== canonical(second.contract.document)) return undefined;
  const sentAgain = new Set([...second.sampling.samples, ...second.failed].map(({ probe }) => probe));
  const isFinal = ({ probe }: Sample) => probe !== undefined && !sentAgain.has(probe);
  return {
    ...second,
    sampling: {
      ...second.sampling,
      samples: [...first.sampling.samples.filter(isFinal), ...second.sampling.samples],
    },
    failed: [...first.failed.filter(isFinal), ...second.failed],
    doubtful,
    confirmed: new Set(deviationsOf(first)),
  };
}

function deviationsOf({ sampling: { samples, recorded } }: Candidate): string[] {
  return [...samples, ...(recorded?.samples ?? [])].flatMap(({ pinned }) =>
    pinned.deviations.map(({ fingerprint }) => fingerprint),
  );
}
