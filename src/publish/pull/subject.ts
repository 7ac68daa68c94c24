import type { ContractReport, Finding } from "../../report/report.ts";
import { isAccepted } from "../../report/roots.ts";
import type { Wanted } from "../issue/wanted.ts";
import type { Proposal } from "../proposal.ts";
import { touchesWorkflows } from "./way.ts";

/** One contract tonight: what was found, and what a pull request would hold. */
export interface Subject extends Pick<Wanted, "id" | "name" | "outcome" | "complete" | "level" | "render"> {
  readonly contract: ContractReport;
  /** Absent where nothing can be proposed tonight. */
  readonly proposal: Proposal | undefined;
}

/** The issue of a contract, after tonight's issues were written. */
export interface IssueState {
  readonly open: boolean;
  /** Absent in a dry run, for one that would be opened. */
  readonly number?: number;
}

/** Joins what was found with what is proposed. Commits that would change a workflow are left out: each is sound alone. */
export function subjectOf(contract: ContractReport, wanted: Wanted, proposals: readonly Proposal[]): Subject {
  const { id, name, outcome, complete, level, render } = wanted;
  const proposal = proposals.find(({ vendor }) => vendor === contract.vendor);
  const commits = proposal?.commits.filter((commit) => !touchesWorkflows(commit)) ?? [];
  return {
    ...{ id, name, outcome, complete, level, render, contract },
    proposal: proposal && commits.length > 0 ? { ...proposal, commits } : undefined,
  };
}

/** Whether a person has to look at a suggestion before it can be merged. */
export function needsPerson({ contract }: Subject): boolean {
  return openSuggestions(contract.findings).length > 0;
}

/** What is suggested and not verified, each once. */
export function openSuggestions(findings: readonly Finding[]): Finding["suggestions"] {
  const open = findings
    .filter((finding) => !isAccepted(finding))
    .flatMap(({ suggestions }) => suggestions)
    .filter(({ applicability }) => applicability === "likely" || applicability === "placeholder");
  return [...new Map(open.map((one) => [`${one.kind} ${one.text} ${one.diff ?? ""}`, one])).values()];
}
