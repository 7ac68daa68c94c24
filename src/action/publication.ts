import type { PhrasingContent } from "mdast";
import type { Note, Outcome, Publication } from "../publish/publication.ts";
import { publicationText } from "../publish/text.ts";
import { heading, list, paragraph, quoted, serialise, words } from "../report/mdast.ts";
import { annotation } from "./commands.ts";

/** What publishing did, or would do, for the step's log; what a person should know about it, as annotations. */
export function publicationLines(publication: Publication): string[] {
  const text = publicationText({ ...publication, notes: [] });
  return [...(text === "" ? [] : [text]), ...publication.notes.map(ofNote)];
}

/** The same for the job's summary, below the report; what was left alone is only counted. */
export function publicationSummary({ mode, repository = "GitHub", outcomes, notes }: Publication): string {
  const changed = outcomes.filter((outcome) => outcome.do !== "none");
  const items = [
    ...changed.slice(0, shownOutcomes).map(ofOutcome),
    ...notes.map(({ text, todo = "" }) => [quoted(`${text} ${todo}`)]),
  ];
  const rest = [
    [Math.max(0, changed.length - shownOutcomes), "more"],
    [outcomes.length - changed.length, "left as they are"],
  ] as const;
  const counts = rest.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  const blocks = [
    heading(2, words(mode === "dry-run" ? "Would publish to " : "Published to "), quoted(repository)),
    ...(items.length > 0 ? [list(items)] : []),
    ...(counts.length > 0 ? [paragraph(words(`${counts.join(", ")}.`))] : []),
  ];
  return `\n${serialise(blocks)}\n`;
}

function ofNote({ level, text, todo = "" }: Note): string {
  return annotation(level, `${text} ${todo}`.trim(), "driftpin");
}

function ofOutcome({ do: action, name, reason, ending, url }: Outcome): PhrasingContent[] {
  const ended = ending === "planned" || ending === "done" ? "" : ` (${ending})`;
  const text = [quoted(`${action} ${name}: ${reason}${ended}`)];
  return url === undefined ? text : [...text, words(", "), { type: "link", url, children: [words("on GitHub")] }];
}

/** So that the summary stays below its limit, whatever a large team's night was like. */
const shownOutcomes = 100;
