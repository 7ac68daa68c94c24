import type { BlockContent, PhrasingContent } from "mdast";
import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { place } from "../errors.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Json } from "../json.ts";
import type { Suggestion } from "../suggest/suggestion.ts";
import { announcementsOf } from "./announcements.ts";
import { between, code, details, fence, list, paragraph, quoted, serialise, strong, words } from "./mdast.ts";
import { probably } from "./rename.ts";
import type { DiffEntry, Finding, Location } from "./report.ts";
import { isFinding, type Root } from "./roots.ts";

/** All that is known of one root, closed until somebody opens it. */
export function rootDetails(root: Root<DiffEntry | Finding>, unfold: boolean): string {
  const { entry } = root;
  const subject = [entry.level, ...(entry.operation ? [operationName(entry.operation)] : [])].join(" · ");
  return serialise(
    details(`${subject}: ${entry.text}`, [
      ...about(root, unfold),
      ...proof(entry),
      ...announced(root.entries.filter(isFinding)),
      ...live(root.entries.filter(isFinding)),
    ]),
  );
}

/** As many code spans as the limit allows, and how many more there are of `total`. */
export function someCodes(names: readonly string[], limit: number, total: number = names.length): PhrasingContent[] {
  const few = names.slice(0, limit);
  const more = Math.max(total, names.length) - few.length;
  return [
    ...between(
      few.map((name) => code(name)),
      words(", "),
    ),
    ...(more > 0 ? [words(few.length > 0 ? ` and ${more} more` : `${more} operations`)] : []),
  ];
}

/** The lines of the team's code that any of the findings reaches, each once. */
export function codePlaces(findings: readonly Finding[], limit: number): PhrasingContent[] {
  return someCodes([...new Set(findings.flatMap(({ impact }) => impact.map(codePlace)))], limit);
}

/** Why something could not be checked, and how that was found out. */
export function unknownDetails({ operation, cause, text, todo, steps }: Unknown): string {
  const subject = operation ? operationName(operation) : "the whole contract";
  const path = steps.map(({ step, name, outcome, evidence }) => [
    words(`Step ${step}, ${outcome}: `),
    quoted([name, ...evidence].join("; ")),
  ]);
  return serialise(
    details(`unknown · ${subject} · ${cause}`, [
      paragraph(quoted(text)),
      list([[strong(words("What to do")), words(": "), quoted(todo)], ...path]),
    ]),
  );
}

function codePlace({ file, line, column }: CodePlace): string {
  return place({ file, line, column });
}

function about(root: Root<DiffEntry>, unfold: boolean): BlockContent[] {
  const shown = unfold ? root.operations.length : 10;
  const { rule, location, rename, todo, fingerprint } = root.entry;
  const facts = [
    ...(rename ? [[quoted(probably(rename))]] : []),
    [strong(words("What to do")), words(": "), quoted(todo)],
    [strong(words("Rule")), words(": "), code(rule)],
    ...(root.reach > 1
      ? [[strong(words("Reaches")), words(": "), ...someCodes(root.operations, shown, root.reach)]]
      : []),
    [strong(words("Where")), words(": "), ...where(location)],
    [strong(words("Fingerprint")), words(": "), code(fingerprint)],
  ];
  return [list(facts)];
}

function where({ base, revision, pointer }: Location): PhrasingContent[] {
  const written = [base, revision].flatMap((side) => (side ? [code(place(side))] : []));
  return written.length > 0 ? between(written, words(" → ")) : [code(pointer)];
}

function proof({ witness, proof }: DiffEntry): BlockContent[] {
  if (proof === undefined) return [];
  if (witness === undefined) return [paragraph(words("Proof: the rule; no example was found."))];
  return [paragraph(words("Proof: a value that one side takes and the other refuses.")), fence("json", shown(witness))];
}

function shown(value: Json): string {
  return JSON.stringify(value, null, 2);
}

/** Addresses stand in code: nothing that a vendor wrote becomes a link. */
function announced(findings: readonly Finding[]): BlockContent[] {
  return section(
    "Announced",
    announcementsOf(findings)
      .slice(0, 3)
      .map(({ date, title, url }) => [
        words(`${date}: `),
        quoted(title),
        ...(url === undefined ? [] : [words(" "), code(url)]),
      ]),
  );
}

function live(findings: readonly Finding[]): BlockContent[] {
  const seen = new Set(findings.flatMap(({ evidence }) => evidence));
  const reached = new Map(findings.flatMap(({ impact }) => impact.map((at) => [codePlace(at), at])));
  const searched = new Set(findings.flatMap(({ unused, impact }) => (impact.length === 0 ? (unused ?? []) : [])));
  return [
    ...section(
      "Seen live",
      [...seen].slice(0, 20).map((sentence) => [quoted(sentence)]),
    ),
    ...section(
      "In your code",
      [...reached].slice(0, 20).map(([at, found]) => inCode(at, found)),
    ),
    ...section(
      "Not used here",
      [...searched].map((what) => [words("Searched: "), quoted(what)]),
    ),
    ...findings.flatMap(({ suggestions }) => suggestions).flatMap(suggestion),
  ];
}

/** A line of the team's: where it is, how it reaches the change, and the line itself. */
function inCode(at: string, { certainty, symbol, how, frame }: CodePlace): PhrasingContent[] {
  return [
    code(at),
    words(` (${certainty})`),
    ...(symbol === undefined ? [] : [words(" in "), code(symbol)]),
    ...(how === undefined ? [] : [words(": "), quoted(how)]),
    ...(frame === undefined ? [] : [words(": "), code(frame)]),
  ];
}

function section(title: string, items: readonly (readonly PhrasingContent[])[]): BlockContent[] {
  return items.length > 0 ? [paragraph(strong(words(title))), list(items)] : [];
}

/** A suggestion, the patch, and the last lines of a command that does not pass with it. */
function suggestion({ applicability, text, diff, output }: Suggestion): BlockContent[] {
  return [
    paragraph(strong(words(`Suggestion (${applicability})`)), words(": "), quoted(text)),
    ...(diff === undefined ? [] : [fence("diff", diff)]),
    ...(output === undefined ? [] : [fence("text", output)]),
  ];
}
