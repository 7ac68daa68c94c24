import { bySeverity } from "../../policy/levels.ts";
import { code, list, paragraph, serialise, strong, words } from "../../report/mdast.ts";
import { foundOf, gravest, shortHash } from "./found.ts";
import { blockOf, type Wanted } from "./wanted.ts";

/** The identity of the one item that is about no single contract. Vendors' names have no spaces. */
export const overview = {
  id: shortHash("overview of contracts that wait"),
  name: "overview",
  title: "More contracts drifted",
};

/** One item for the contracts that have to wait for an issue of their own. */
export function overviewOf(waiting: readonly Wanted[], complete: boolean): Wanted {
  const found = foundOf(waiting.map(({ id, level }) => ({ fingerprint: id, level })));
  const text = serialise([headline(waiting.length), listOf(waiting)]);
  return {
    ...overview,
    subject: "overview",
    outcome: waiting.length > 0 ? "drift" : complete ? "clean" : "unknown",
    complete,
    found,
    level: gravest(found) ?? "info",
    brief: `${waiting.length} waiting`,
    render: shortHash(text),
    assignees: [],
    block: blockOf("overview", "", () => text),
    findings: waiting.map(({ id, name, level }) => ({ fingerprint: id, level, root: id, text: `${name} drifted` })),
  };
}

function headline(count: number) {
  return paragraph(
    strong(words(`${count} more contracts drifted.`)),
    words(" Each gets an issue of its own on one of the next nights."),
  );
}

/** The gravest first, and as many as surely fit. */
function listOf(waiting: readonly Wanted[]) {
  const sorted = [...waiting].sort(bySeverity);
  const lines = sorted.slice(0, most).map(({ name, brief }) => [code(name, 100), words(`: ${brief}`)]);
  const more = waiting.length - lines.length;
  return list(more > 0 ? [...lines, [words(`and ${more} more`)]] : lines);
}

const most = 200;
