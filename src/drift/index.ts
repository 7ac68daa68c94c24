import type { Baseline } from "../contract/contract.ts";
import type { Change, Uncompared } from "../diff/change.ts";
import type { Sampling } from "../live/index.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import { blockedProbes } from "./blocked.ts";
import type { Undecided, Unknown } from "./finding.ts";
import { observe } from "./observe.ts";
import { ofChange } from "./of-change.ts";
import { ofLive } from "./of-live.ts";
import { ofProtocol } from "./of-protocol.ts";
import type { Paper } from "./paper.ts";
import { isDrift, recorded, testimonies } from "./testimony.ts";
import { unchecked } from "./unchecked.ts";

/** All that is known of one vendor tonight. */
export interface Witnessed {
  readonly paper: Paper;
  /** Pinned against published; empty where there is no published contract. */
  readonly changes: readonly Change[];
  readonly uncompared: readonly Uncompared[];
  readonly sampling: Sampling;
  /** Of the samples that failed. */
  readonly diagnoses: readonly Diagnosis[];
  readonly baseline: Baseline;
}

/** What became of a contract, and what could not be told. */
export interface Drifts {
  readonly drifts: readonly Undecided[];
  readonly unknown: readonly Unknown[];
}

/**
 * Puts the three witnesses together, pinned, published and live: a change on paper gets the verdict that the answers
 * give it; what is live only, and new, is silent drift; and what the answers could not tell is unknown.
 */
export function drift({ paper, changes, uncompared, sampling, diagnoses, baseline }: Witnessed): Drifts {
  const known = new Set(baseline.deviations.map(({ fingerprint }) => fingerprint));
  const testimony = [
    ...testimonies(sampling.samples, diagnoses, known),
    ...recorded(testimonies(sampling.recorded?.samples ?? [], [], known)),
  ];
  const observed = observe(changes, testimony, paper);
  const live = ofLive({ paper, testimonies: testimony, observed, baseline });
  const protocol = ofProtocol({ paper, samples: sampling.samples, diagnoses, observed, baseline });
  const failures = diagnoses.filter((diagnosis) => !isDrift(diagnosis));
  return {
    drifts: [...observed.map(ofChange), ...live.drifts, ...protocol],
    unknown: [
      ...unchecked({ uncompared, refusals: sampling.refusals, diagnoses: failures }),
      ...blockedProbes(sampling.blocked, diagnoses),
      ...live.unknown,
    ],
  };
}
