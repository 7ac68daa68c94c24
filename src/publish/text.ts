import { someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import type { Delivery, Ending, Note, Outcome, Publication } from "./publication.ts";

/** What publishing did, or would do: a table with a row for each item, then what a person should know. */
export function publicationText({ mode, repository, outcomes, notes, deliveries = [] }: Publication): string {
  const title = mode === "dry-run" ? "Would publish" : "Published";
  const head = outcomes.length > 0 ? [terminalLine(`${title} to ${repository ?? "GitHub"}:`)] : [];
  return [...head, ...table([...outcomes.map(row), ...deliveries.map(deliveryRow)]), ...notes.map(noteText)].join("\n");
}

function table(rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const all = [["what", "where", "contract", "why"], ...rows].map((cells) => cells.map(terminalLine));
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  return all.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

function row(outcome: Outcome): string[] {
  const { name, reason, ending, url } = outcome;
  return [
    outcome.do === "none" ? "leave" : outcome.do,
    where(outcome),
    name,
    `${reason}${ended(ending)}${url ? ` ${url}` : ""}`,
  ];
}

function deliveryRow({ kind, to, news, ending }: Delivery): string[] {
  const vendors = someOf([...new Set(news.map(({ vendor }) => vendor))], 1) || "-";
  const types = [...new Set(news.map(({ type }) => type))].join(", ");
  return [kind === "slack" || kind === "webhook" ? "notify" : "start", to, vendors, `${types}${ended(ending)}`];
}

/** What is worth a word: that it went as it should is not. */
function ended(ending: Ending): string {
  return ending === "planned" || ending === "done" ? "" : ` [${ending}]`;
}

/** Whatever says where an action applies. */
interface Place {
  readonly do: string;
  readonly target?: { readonly number: number };
  readonly number?: number;
  readonly branch?: string;
}

function where(outcome: Outcome): string {
  const { target, number = target?.number, branch }: Place = outcome;
  if (number !== undefined) return `#${number}`;
  return branch ?? (outcome.do === "create" ? "new" : "-");
}

function noteText({ level, text, todo }: Note): string {
  return terminalLine(`${level}: ${text}${todo ? ` (${todo})` : ""}`);
}
