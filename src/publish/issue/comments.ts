import { levels } from "../../config/level.ts";
import { bySeverity } from "../../policy/levels.ts";
import { code, fence, list, paragraph, quoted, serialise, strong, words } from "../../report/mdast.ts";
import { added, type Found, shortHash } from "./found.ts";
import { speeches } from "./speech.ts";
import type { Wanted } from "./wanted.ts";

/** Lines of a comment's list; the body has all of it. */
const most = 20;

/** What got worse, finding by finding. */
export function worsened(before: Found, wanted: Wanted): string {
  return `It got worse since it was last told:\n\n${newFindings(before, wanted)}`;
}

/** Why a muted issue is open again: the new breaking findings, and nothing else. */
export function newlyBreaking(before: Found, wanted: Wanted): string {
  return `New breaking drift, beside what was here when this was closed:\n\n${newFindings(before, wanted, "breaking")}`;
}

/** Why it is closed: for how many nights all has been well. */
export function settled({ subject }: Wanted, nights: number, runUrl: string | undefined): string {
  const row = nights === 1 ? "" : `, ${nights} nights in a row`;
  return `${speeches[subject].settled}${row}. Closed.${seenIn(runUrl)}`;
}

export function allAccepted(runUrl: string | undefined): string {
  return `The team accepted everything that was found. Closed.${seenIn(runUrl)}`;
}

/** Says how to settle it for good: the label only silences this one issue. */
export function ignored({ subject, name, findings }: Wanted, label: string, runUrl: string | undefined): string {
  const closed = `Closed, because it carries the label \`${label}\`.${seenIn(runUrl)}`;
  const fingerprints = eachRoot(findings).map(({ fingerprint }) => fingerprint);
  if (fingerprints.length === 0 || subject !== "contract") return closed;
  const more = fingerprints.length - most;
  const lasting = paragraph(
    words("To accept it for good, run this with your reason, and commit "),
    code(`specs/${name}/pin.json`),
    words(more > 0 ? `; the issue's own text names ${more} more:` : ":"),
  );
  const command = `driftpin accept ${fingerprints.slice(0, most).join(" ")} --everywhere --vendor ${name} --reason ""`;
  return [closed, serialise([lasting, fence("sh", command)])].join("\n\n");
}

export function duplicateOf(number: number): string {
  return `Duplicate of #${number}`;
}

export function takenApart(): string {
  return "The markers around driftpin's part of this text are incomplete, so it can no longer be kept up to date. Restore the two `drift:begin` and `drift:end` comments from the edit history, or close this issue as not planned.";
}

/** One line a root cause, the gravest first. */
function newFindings(before: Found, { found, findings }: Wanted, only?: "breaking"): string {
  const fresh = added(before, found);
  const ids = new Set(only === undefined ? levels.flatMap((level) => fresh[level]) : fresh[only]);
  const told = eachRoot(findings.filter(({ fingerprint }) => ids.has(shortHash(fingerprint))));
  const lines = told.slice(0, most).map(({ level, text }) => [strong(words(level)), words(": "), quoted(text)]);
  return serialise([list(told.length > most ? [...lines, [words(`and ${told.length - most} more`)]] : lines)]);
}

/** The gravest finding of each root, the gravest first. */
function eachRoot(findings: Wanted["findings"]): Wanted["findings"] {
  const first = new Map<string, Wanted["findings"][number]>();
  for (const finding of [...findings].sort(bySeverity)) {
    if (!first.has(finding.root)) first.set(finding.root, finding);
  }
  return [...first.values()];
}

/** The end of a comment that closes: the page of the run that saw why. */
export function seenIn(runUrl: string | undefined): string {
  return runUrl === undefined ? "" : ` Seen in [this run](${runUrl}).`;
}
