import { shortHash } from "../../../src/publish/issue/found.ts";
import type { Proposal, ProposedCommit } from "../../../src/publish/proposal.ts";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import type { PullRequest } from "../../support/github/refs.ts";
import { type Circumstances, contract, finding, type Night, night } from "../nights.ts";

/** A proposal whose pin says this. */
export function proposal(says: string, more: Partial<Proposal> = {}): Proposal {
  const vendor = more.vendor ?? "shop";
  return {
    vendor,
    identity: shortHash(`identity ${says}`),
    contract: shortHash(`contract ${says}`),
    commits: [pinCommit(vendor, says)],
    ...more,
  };
}

export function pinCommit(vendor: string, says: string): ProposedCommit {
  return {
    subject: `Pin the new contract of ${vendor}`,
    body: "From 1.0.0 to 1.1.0, as published.",
    files: [
      { path: `specs/${vendor}/contract.json`, text: `{ "says": "${says}" }\n` },
      { path: `specs/${vendor}/pin.json`, text: `{ "of": "${says}" }\n` },
    ],
  };
}

/** Drift of which a proposal can be made; `shop` where nothing else is said. */
export const drift = contract([finding("total")]);
export const clean = contract([]);
export const total = proposal("total is gone");
export const tax = proposal("tax is gone, too");

/** A night on which pull requests are wanted. */
export function evening(
  hub: GitHub,
  contracts: readonly ContractReport[],
  proposals: readonly Proposal[] = [],
  more: Circumstances = {},
): Promise<Night> {
  return night(hub, contracts, { ...more, proposals });
}

/** What a person sees of a pull request. */
export function seen({ number, title, state, labels, pull: { base, draft, merged } }: PullRequest) {
  return { number, title, state, labels, base, draft, merged: merged !== undefined };
}
