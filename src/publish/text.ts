import { terminalLine } from "../report/neutralise.ts";
import type { Note, Outcome, Publication } from "./publication.ts";

/** What publishing did, or would do: a line for each issue, then what a person should know. */
export function publicationText({ mode, repository, outcomes, notes }: Publication): string {
  const title = mode === "dry-run" ? "Would publish" : "Published";
  const head = outcomes.length > 0 ? [`${title} to ${repository ?? "GitHub"}:`] : [];
  return [...head, ...outcomes.map((outcome) => `  ${outcomeText(outcome)}`), ...notes.map(noteText)].join("\n");
}

function outcomeText(outcome: Outcome): string {
  const { name, reason, ending, url } = outcome;
  const issue = "target" in outcome && outcome.target ? ` #${outcome.target.number}` : "";
  const action = outcome.do === "none" ? "leave" : outcome.do;
  const ended = ending === "planned" || ending === "done" ? "" : ` [${ending}]`;
  return terminalLine(`${action}${issue} ${name}: ${reason}${ended}${url ? ` ${url}` : ""}`);
}

function noteText({ level, text, todo }: Note): string {
  return terminalLine(`${level}: ${text}${todo ? ` (${todo})` : ""}`);
}
