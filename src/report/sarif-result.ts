import type { PhysicalLocation, Result, Location as SarifLocation } from "sarif";
import type { Level } from "../config/level.ts";
import { operationName } from "../contract/operations.ts";
import { place, type Where } from "../errors.ts";
import { announcementsOf } from "./announcements.ts";
import { someOf } from "./headline.ts";
import { neutraliseMessage, oneLine } from "./neutralise.ts";
import type { DiffEntry, Finding, Location } from "./report.ts";
import { isFinding, type Root } from "./roots.ts";
import { artifact, isInside } from "./sarif-artifact.ts";
import { fixesOf } from "./sarif-fixes.ts";

/** Where results lie: in the pin of a vendor, or in the descriptions that were compared. Folders start at the repository's root. */
export type Places =
  | { readonly kind: "pin"; readonly vendor: string; readonly folder: string }
  | { readonly kind: "descriptions"; readonly folder: string };

/** One root cause as a result. Vendor text in it is plain text: neither GitHub nor an editor finds a link in it. */
export function resultOf(root: Root<DiffEntry | Finding>, places: Places): Result {
  const { entry } = root;
  const related = relatedOf(root, places).slice(0, relatedLimit);
  const suggestions = root.entries.filter(isFinding).flatMap((found) => found.suggestions);
  const fixes = fixesOf(suggestions, places.folder);
  return {
    ruleId: ruleIdOf(entry.rule),
    level: sarifLevels[entry.level],
    message: { text: [...sentences(root, places), ...linked(related)].join(" ") },
    locations: [{ physicalLocation: physical(placeOf(entry.location, places), places.folder) }],
    ...(related.length > 0 && {
      relatedLocations: related.map(
        ({ text, at }, i): SarifLocation => ({
          id: i + 1,
          message: { text: neutraliseMessage(text) },
          physicalLocation: physical(at, places.folder),
        }),
      ),
    }),
    ...(fixes.length > 0 && { fixes }),
    partialFingerprints: { primaryLocationLineHash: `${entry.fingerprint}:1` },
    properties: propertiesOf(entry, places),
  };
}

/** A rule's id as results and the list of rules both have it. */
export function ruleIdOf(rule: string): string {
  return neutraliseMessage(rule);
}

/** What SARIF and GitHub call a level. */
export const sarifLevels = { breaking: "error", warning: "warning", info: "note" } as const satisfies Record<
  Level,
  string
>;

/** GitHub shows the first sentence where it has little room. */
function sentences({ entry, entries, operations, reach }: Root<DiffEntry | Finding>, places: Places): string[] {
  const what = entry.operation ? operationName(entry.operation) : "the whole contract";
  const subject = places.kind === "pin" ? `${places.vendor}, ${what}` : what;
  return [
    `${subject}: ${entry.text.replace(/\.$/, "")}.`,
    entry.todo,
    ...announcementsOf(entries.filter(isFinding))
      .slice(0, 1)
      .map(({ date, title }) => `Announced on ${date}: ${title.replace(/\.$/, "")}.`),
    ...(reach > 1 ? [`Reaches ${reach} operations: ${someOf(operations, 3, reach)}.`] : []),
  ].map((sentence) => neutraliseMessage(sentence));
}

interface Related {
  readonly text: string;
  readonly at: Where;
}

/** GitHub shows a related place where the message links to it by its number. */
function linked(related: readonly Related[]): string[] {
  const links = related.map(({ at }, i) => `[${linkText(place(at))}](${i + 1})`);
  return links.length > 0 ? [`See ${links.join(", ")}.`] : [];
}

/** Brackets in the text of a link are escaped (SARIF 2.1.0, section 3.11.6). */
function linkText(text: string): string {
  return neutraliseMessage(text).replace(/[\\[\]]/g, "\\$&");
}

/** The team's code that it reaches; or the other side of a comparison. */
function relatedOf({ entry, entries }: Root<DiffEntry | Finding>, places: Places): Related[] {
  if (places.kind === "descriptions") {
    const { base, revision } = entry.location;
    return base && revision ? [{ text: "as it was", at: base }] : [];
  }
  const reached = entries.filter(isFinding).flatMap(({ impact }) => impact);
  const distinct = new Map(reached.map((at) => [place(at), at]));
  return [...distinct.values()]
    .filter(({ file }) => isInside(file, places.folder))
    .map(({ certainty, ...at }) => ({ text: `your code (${certainty})`, at }));
}

/** The pin, which every finding is about: a place that stays when code moves, so that GitHub knows the alert again. */
function placeOf({ base, revision }: Location, places: Places): Where {
  if (places.kind === "descriptions") return revision ?? base ?? { file: "." };
  return base ?? { file: `specs/${places.vendor}/contract.json` };
}

/** A region is one character wide: reports know where something begins. */
function physical({ file, line = 1, column = 1 }: Where, folder: string): PhysicalLocation {
  return {
    artifactLocation: artifact(file, folder),
    region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
  };
}

function propertiesOf(entry: DiffEntry | Finding, { kind }: Places): Record<string, string> {
  const { revision } = entry.location;
  return {
    ...(isFinding(entry) && { verdict: entry.verdict }),
    ...(entry.proof !== undefined && { proof: entry.proof }),
    ...(kind === "pin" && revision && { published: oneLine(place(revision)) }),
  };
}

const relatedLimit = 20;
