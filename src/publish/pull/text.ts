import type { PhrasingContent, RootContent } from "mdast";
import { contractMarkdown } from "../../report/markdown.ts";
import { assemble, type Block } from "../../report/markdown-budget.ts";
import { fence, heading, list, paragraph, quoted, serialise, strong, words } from "../../report/mdast.ts";
import type { Suggestion } from "../../suggest/suggestion.ts";
import { frame } from "../managed.ts";
import type { Message } from "./branch.ts";
import type { Base } from "./observe.ts";
import { openSuggestions, type Subject } from "./subject.ts";

/** What the text of a pull request is made of. */
export interface Telling {
  readonly subject: Subject;
  readonly base: Base;
  /** Number of its issue; undefined where there is none yet. */
  readonly issue: number | undefined;
  /** Number of the pull request before it. */
  readonly follows: number | undefined;
  /** What is on the branch. */
  readonly commits: readonly Message[];
}

/** The managed block, in at most so many code points. Vendor text is shown, never interpreted. */
export function pullBlock(telling: Telling, budget: number): string {
  const first = serialise([paragraph(...head(telling))]);
  const room = budget - frame([first, "", "", footer].join("\n\n")).length;
  const last = assemble(serialise([heading(3, words("Commits"))]), ourBlocks(telling), Math.floor(room / 2));
  const findings = contractMarkdown(telling.subject.contract, Math.max(1_000, room - last.length));
  return frame([first, findings, last, footer].join("\n\n"));
}

/** What of the text a change of which is worth a write. What the commits say follows from what was pushed. */
export function essence({ subject, base, issue, follows }: Telling): string {
  return JSON.stringify([subject.render, base.name, base.isDefault, issue ?? 0, follows ?? 0]);
}

function head({ subject, base, issue, follows }: Telling): PhrasingContent[] {
  const told = issue === undefined ? "" : ` ${base.isDefault ? "Closes" : "For"} #${issue}.`;
  const before = follows === undefined ? "" : ` Follows #${follows}.`;
  return [
    words("Merging this accepts the new contract of "),
    strong(quoted(subject.name, 100)),
    words(`: what is told below becomes the new normal, and is not told again.${told}${before}`),
  ];
}

function ourBlocks({ subject, commits }: Telling): Block[] {
  const open = openSuggestions(subject.contract.findings);
  return [
    ...commits.map((commit): Block => [() => said(commit, 2_000), () => said(commit, 200)]),
    ...(open.length > 0 ? [[() => serialise([heading(3, words("For a person to decide"))])]] : []),
    ...open.map((suggestion): Block => [() => serialise(suggested(suggestion)), () => serialise([box(suggestion)])]),
  ];
}

function said({ subject, body }: Message, limit: number): string {
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  const told = lines.map((line) => [quoted(line.replace(/^[-*] /, ""), limit)]);
  return serialise([paragraph(strong(quoted(subject, 200))), ...(told.length > 0 ? [list(told)] : [])]);
}

function suggested(suggestion: Suggestion): RootContent[] {
  const { diff, output } = suggestion;
  return [
    box(suggestion),
    ...(diff === undefined ? [] : [fence("diff", diff)]),
    ...(output === undefined ? [] : [fence("text", output)]),
  ];
}

function box({ applicability, text }: Suggestion): RootContent {
  const line = paragraph(strong(words(applicability)), words(": "), quoted(text));
  return {
    type: "list",
    spread: false,
    children: [{ type: "listItem", spread: false, checked: false, children: [line] }],
  };
}

/** Whether a person ticked the box that asks for a new branch. */
export function isTicked(body: string): boolean {
  return /^[-*] \[[xX]\] <!-- drift:rebuild -->/m.test(body);
}

const footer = [
  "---",
  "- [ ] <!-- drift:rebuild --> Make this branch anew on the next run, without anybody else's commits.",
  "",
  "driftpin rewrites this part when something changes; what you write above or below it stays. It no longer pushes to the branch once somebody else has. Close this to refuse it: it comes back only if the vendor changes something else.",
].join("\n");
