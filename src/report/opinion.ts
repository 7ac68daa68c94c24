import type { Disagreement, SecondOpinion } from "./report.ts";

/** What came of asking, in one line. */
export function opinionTitle(opinion: SecondOpinion): string {
  if (opinion.outcome === "none") return `none of ${opinion.tool}: ${opinion.note}`;
  const { tool, version, differences, unread } = opinion;
  const count = differences.length === 0 ? "agrees" : `differs at ${differences.length} places`;
  const parts = Object.entries(unread).map(([part, breaking]) => `${breaking} in ${part}`);
  const blind = parts.length > 0 ? `; it does not read where driftpin found breaking changes: ${parts.join(", ")}` : "";
  return `${tool} ${version} ${count.replace(/ 1 places$/, " 1 place")} on what is breaking${blind}`;
}

/** Each place where both differ, and what they say. */
export function opinionLines(opinion: SecondOpinion): { readonly place: string; readonly text: string }[] {
  if (opinion.outcome === "none") return [];
  return opinion.differences.map((difference) => ({ place: nameOf(difference), text: said(difference, opinion.tool) }));
}

function nameOf({ path, method }: Disagreement): string {
  return method === undefined ? path : `${method.toUpperCase()} ${path}`;
}

function said({ breakingFor, rules, codes }: Disagreement, tool: string): string {
  const [ours, theirs] = [`driftpin says ${listed(rules)}`, `${tool} says ${listed(codes)}`];
  return breakingFor === "driftpin"
    ? `breaking only for driftpin; ${ours}, ${theirs}`
    : `breaking only for ${tool}; ${theirs}, ${ours}`;
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(" and ") : "nothing";
}
