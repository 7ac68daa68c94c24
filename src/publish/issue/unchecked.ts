import { operationName } from "../../contract/operations.ts";
import { code, paragraph, quoted, serialise, strong, table, words } from "../../report/mdast.ts";
import type { ContractReport, Unchecked } from "../../report/report.ts";
import { titled } from "../title.ts";
import { foundOf, shortHash } from "./found.ts";
import { blockOf, ccLine, type Telling, usersOf, type Wanted } from "./wanted.ts";

/**
 * What the issue of a contract should tell that cannot be checked: not of one bad night, but of what has failed on every
 * night from `longAgo` (a date) until now. Nobody counts nights where no ledger is kept: then there is no such issue.
 */
export function uncheckedOf(contract: ContractReport, longAgo: string, telling: Telling): Wanted {
  const failing = contract.unknown.filter(({ since }) => since !== undefined && since <= longAgo);
  const findings = failing.map((failure) => findingOf(contract.vendor, failure));
  const cc = ccLine(contract.owners, telling);
  return {
    id: shortHash(`cannot check ${contract.vendor}`),
    subject: "unchecked",
    name: contract.vendor,
    title: titled(`${contract.vendor} cannot be checked`),
    outcome: failing.length > 0 ? "drift" : contract.unknown.length > 0 ? "unknown" : "clean",
    complete: true,
    found: foundOf(findings),
    level: "warning",
    brief: "cannot be checked",
    render: shortHash(JSON.stringify([failing.map(lasting), cc])),
    assignees: usersOf(contract.owners),
    block: blockOf("unchecked", cc, (room) => fitting(failing, room)),
    findings,
  };
}

function findingOf(vendor: string, { operation, text }: Unchecked): Wanted["findings"][number] {
  const fingerprint = `${vendor} ${operation ? operationName(operation) : ""}`;
  return { fingerprint, level: "warning", root: fingerprint, text };
}

/** What stays the same while it fails for the same reason; the vendor's own words may differ every night. */
function lasting({ operation, cause, since, todo }: Unchecked) {
  return [operation ? operationName(operation) : "", cause, since, todo];
}

/** As many rows as there is room for. */
function fitting(failing: readonly Unchecked[], room: number): string {
  const [least = "", ...longer] = [1, 5, 10, 20, 50].map((most) => text(failing, most));
  return longer.findLast((one) => [...one].length <= room) ?? least;
}

function text(failing: readonly Unchecked[], most: number): string {
  const more = failing.length - most;
  return serialise([
    paragraph(
      strong(words("Nothing is known of what follows, night after night.")),
      words(" It is neither drift nor clean until it can be checked again."),
    ),
    table(["Not checked", "Since", "Cause", "What happened", "What to do"], failing.slice(0, most).map(row)),
    ...(more > 0 ? [paragraph(words(`And ${more} more.`))] : []),
  ]);
}

function row({ operation, since = "", cause, text, todo }: Unchecked) {
  return [
    operation ? [code(operationName(operation), 200)] : [words("the whole contract")],
    [words(since)],
    [words(cause)],
    [quoted(text, 300)],
    [quoted(todo, 300)],
  ];
}
