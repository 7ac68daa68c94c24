import { contractMarkdown } from "../../report/markdown.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import { isAccepted, summarise } from "../../report/roots.ts";
import { bodyBudget } from "../managed.ts";
import { titled } from "../title.ts";
import { foundOf, gravest, shortHash } from "./found.ts";
import { blockOf, ccLine, type Telling, usersOf, type Wanted } from "./wanted.ts";

/** What a contract's issue should tell. */
export function wantedOf(contract: ContractReport, telling: Telling): Wanted {
  const findings = contract.findings.filter((finding) => !isAccepted(finding));
  const found = foundOf(findings);
  const { breaking, warning, info } = summarise(contract.findings, 0);
  const cc = ccLine(contract.owners, telling);
  return {
    id: shortHash(contract.vendor),
    subject: "contract",
    name: contract.vendor,
    title: titled(`${contract.vendor} drifted from its pinned contract`),
    outcome: outcomeOf(contract, findings),
    complete: contract.unknown.length === 0,
    found,
    level: gravest(found) ?? "info",
    brief: `${breaking} breaking, ${warning} warning, ${info} info`,
    render: shortHash(contractMarkdown(lasting(contract), bodyBudget) + cc),
    assignees: usersOf(contract.owners),
    block: blockOf("contract", cc, (room) => whole(confirmed(contract), room, telling)),
    findings,
  };
}

function outcomeOf({ findings, unknown }: ContractReport, counted: readonly Finding[]): Wanted["outcome"] {
  if (counted.length > 0) return "drift";
  if (unknown.length > 0) return "unknown";
  return findings.length > 0 ? "accepted" : "clean";
}

/**
 * Without what could not be checked, and without the version and the lines of the description it was found in. What a
 * command printed has times in it. What a vendor announced of a finding is told with it, and is no reason to write again:
 * feeds come and go.
 */
function lasting({ published: _, ...contract }: ContractReport): ContractReport {
  const findings = contract.findings.map(({ announcement: _, ...finding }) => ({
    ...finding,
    location: { pointer: finding.location.pointer },
    suggestions: finding.suggestions.map(({ output: _, ...suggestion }) => suggestion),
  }));
  return { ...contract, findings, unknown: [] };
}

/** Without what only one of two looks saw: an issue tells of drift, and that is none yet. */
function confirmed(contract: ContractReport): ContractReport {
  return { ...contract, unknown: contract.unknown.filter(({ cause }) => cause !== "vendor-change") };
}

/** All of a contract's report, or what fits, and where the rest is. */
function whole(contract: ContractReport, room: number, { runUrl }: Telling): string {
  const everything = contractMarkdown(contract, Number.POSITIVE_INFINITY);
  if ([...everything].length <= room) return everything;
  const rest = runUrl === undefined ? "" : `\n\nThe whole report is with [the run that wrote this](${runUrl}).`;
  return `${contractMarkdown(contract, room - rest.length)}${rest}`;
}
