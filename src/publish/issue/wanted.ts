import type { Level } from "../../config/level.ts";
import { contractMarkdown } from "../../report/markdown.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import { type Found, foundOf, gravest, shortHash } from "./found.ts";
import { writeBlock } from "./marker.ts";

/** What one item should tell, by the report of this night alone. */
export interface Wanted {
  readonly id: string;
  /** What people call it: the vendor. */
  readonly name: string;
  /** Stable from night to night, so that a person who lost the marker still keeps the issue. */
  readonly title: string;
  /** `accepted`: something was found, and the team took all of it as the new normal. */
  readonly outcome: "drift" | "clean" | "accepted" | "unknown";
  /** Whether everything could be checked. */
  readonly complete: boolean;
  readonly found: Found;
  readonly level: Level;
  /** Hash of what a person reads, leaving out what comes and goes while the drift stays the same. */
  readonly render: string;
  readonly assignees: readonly string[];
  /** The managed block, telling of `found`, in at most so many code points. */
  readonly block: (found: Found, budget: number) => string;
  /** The findings that count, for comments. */
  readonly findings: readonly Pick<Finding, "fingerprint" | "level" | "root" | "text">[];
}

/** Code points of a body that we use; GitHub refuses more than 65,536. */
export const bodyBudget = 60_000;

/** What each contract's issue should tell. */
export function wantedOf(contract: ContractReport): Wanted {
  const findings = contract.findings.filter(({ accepted }) => accepted === undefined);
  const found = foundOf(findings);
  return {
    id: shortHash(contract.vendor),
    name: contract.vendor,
    title: `${contract.vendor} drifted from its pinned contract`,
    outcome: outcomeOf(contract, findings),
    complete: contract.unknown.length === 0,
    found,
    level: gravest(found) ?? "info",
    render: shortHash(contractMarkdown(lasting(contract), bodyBudget)),
    assignees: contract.owners.flatMap((owner) => /^@([^/]+)$/.exec(owner)?.[1] ?? []),
    block: (known, budget) => fitted(known, budget, (left) => `${contractMarkdown(contract, left)}\n\n${footer}`),
    findings,
  };
}

/** The identity of the one item that is about no single contract. Vendors' names have no spaces. */
export const overview = {
  id: shortHash("overview of contracts that wait"),
  name: "overview",
  title: "More contracts drifted",
};

/** One item for the contracts that have to wait for an issue of their own. */
export function overviewOf(waiting: readonly Wanted[], complete: boolean): Wanted {
  const found = foundOf(waiting.map(({ id, level }) => ({ fingerprint: id, level })));
  const lines = waiting.map(({ name, found: { breaking, warning, info } }) => {
    return `- \`${name}\`: ${breaking.length} breaking, ${warning.length} warning, ${info.length} info`;
  });
  const text = [
    `**${waiting.length} more contracts drifted.** Each gets an issue of its own on one of the next nights.`,
    ...lines,
  ].join("\n");
  return {
    ...overview,
    outcome: waiting.length > 0 ? "drift" : complete ? "clean" : "unknown",
    complete,
    found,
    level: gravest(found) ?? "info",
    render: shortHash(text),
    assignees: [],
    block: (known, budget) => fitted(known, budget, () => `${text}\n\n${footer}`),
    findings: waiting.map(({ id, name, level }) => ({ fingerprint: id, level, root: id, text: `${name} drifted` })),
  };
}

function outcomeOf({ findings, unknown }: ContractReport, counted: readonly Finding[]): Wanted["outcome"] {
  if (counted.length > 0) return "drift";
  if (unknown.length > 0) return "unknown";
  return findings.length > 0 ? "accepted" : "clean";
}

/** Without what could not be checked, and without the version and the lines of the description it was found in. */
function lasting({ published: _, ...contract }: ContractReport): ContractReport {
  const findings = contract.findings.map((finding) => ({
    ...finding,
    location: { pointer: finding.location.pointer },
  }));
  return { ...contract, findings, unknown: [] };
}

/** Room for delimiters, the line of findings and the footer comes off the budget first. */
function fitted(known: Found, budget: number, markdown: (left: number) => string): string {
  const frame = writeBlock(footer, known).length;
  return writeBlock(markdown(Math.max(1_000, budget - frame)), known);
}

const footer = [
  "---",
  "driftpin rewrites this part when something changes; what you write above or below it stays.",
  "Close as *not planned* to hear only of new breaking drift. It closes by itself once the pin and the vendor agree again.",
].join("\n");
