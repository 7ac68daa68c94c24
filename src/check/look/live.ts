import type { Vendor } from "../../config/schema.ts";
import type { Baseline, Description, Operation } from "../../contract/contract.ts";
import { anonymous, operationName } from "../../contract/operations.ts";
import type { Change } from "../../diff/change.ts";
import type { Unknown } from "../../drift/finding.ts";
import { type Sampling, sample } from "../../live/index.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Diagnosis } from "../../triage/diagnosis.ts";
import { type Needs, triage } from "../../triage/index.ts";
import { inquiries } from "../../triage/inquiries.ts";
import { withoutWrongGuesses } from "./guesses.ts";
import { obstacle } from "./obstacle.ts";

/** The live half of a check. */
export interface Live {
  readonly sampling: Sampling;
  /** Of the exchanges that failed. */
  readonly diagnoses: readonly Diagnosis[];
  /** Why nothing could be sampled at all, where that is so. */
  readonly unknown: readonly Unknown[];
}

/** What a vendor's answers are held against; there is no baseline while it is being made. */
export interface Known {
  readonly pinned: Description;
  readonly published: Description | undefined;
  readonly baseline?: Baseline;
  /** What the published contract changes. */
  readonly changes?: readonly Change[];
}

/**
 * Sends a vendor's probes, and finds out why those failed that did.
 * @param needsIt whether an exchange is diagnosed; by default, if it failed
 */
export async function live(vendor: Vendor, known: Known, runtime: Runtime, needsIt?: Needs): Promise<Live> {
  const { pinned, published } = known;
  try {
    const contracts = { pinned, ...(published && { published }) };
    const sampling = await sample(vendor, contracts, runtime, answersOtherwise(known.changes ?? []));
    const scene = { vendor, runtime, ...known, inquiries: inquiries(vendor, known, runtime) };
    const diagnoses = await triage(sampling.samples, scene, needsIt);
    return { ...withoutWrongGuesses({ sampling, diagnoses }, known.baseline), unknown: [] };
  } catch (error) {
    return { sampling: { samples: [], refusals: [], blocked: [] }, diagnoses: [], unknown: [obstacle(error)] };
  }
}

/** Whether an operation's good answers change on paper, in a way that may break somebody. */
function answersOtherwise(changes: readonly Change[]): (operation: Operation) => boolean {
  const isOfAnswer = ({ level, pointer }: Change) =>
    level !== "info" && /^\/paths\/[^/]+\/[^/]+\/responses\/2/.test(pointer);
  const changed = changes.filter(isOfAnswer).flatMap(({ operation }) => operation ?? []);
  const names = new Set(changed.map((operation) => anonymous(operationName(operation))));
  return (operation) => names.has(anonymous(operationName(operation)));
}
