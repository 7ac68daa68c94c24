import type { Change } from "../diff/change.ts";
import type { Aspect } from "./aspect.ts";
import { fallsUnder, type Paper } from "./paper.ts";
import type { Seen } from "./sight.ts";
import type { Testimony } from "./testimony.ts";

type Of<Kind extends Aspect["kind"]> = Extract<Aspect, { kind: Kind }>;

/** An operation that came or went: it is there if the vendor answers it with anything but 404 or 410 (RFC 9110, section 15.5). */
export function seeOperation(change: Change, { answer }: Testimony): Seen | undefined {
  const there = answer.status !== 404 && answer.status !== 410;
  if (there && answer.status >= 400) return undefined;
  return { agrees: sideThat(there, change), evidence: `the vendor answered ${answer.status}` };
}

/** A status that came or went. One that was not answered shows nothing, unless a sibling in success took its place. */
export function seeStatus(
  { status }: Of<"status">,
  change: Change,
  { answer }: Testimony,
  paper: Paper,
): Seen | undefined {
  const seen = fallsUnder(status, answer.status, change, paper);
  if (!seen && !(isSuccess(status) && isSuccess(String(answer.status)))) return undefined;
  return { agrees: sideThat(seen, change), evidence: `the vendor answered ${answer.status}` };
}

/** A media type that came or went, in an answer whose status it belongs to. */
export function seeMediaType(
  { status, mediaType }: Of<"media-type">,
  change: Change,
  { answer }: Testimony,
  paper: Paper,
): Seen | undefined {
  const came = header(answer.headers, "content-type");
  if (came === undefined || !comesOrGoes(change) || !fallsUnder(status, answer.status, change, paper)) return undefined;
  const seen = isMediaType(came, mediaType);
  return { agrees: sideThat(seen, change), evidence: `the answer was ${essence(came)}` };
}

/** A header that came or went, in an answer whose status it belongs to. */
export function seeHeader(
  { status, name }: Of<"header">,
  change: Change,
  { answer }: Testimony,
  paper: Paper,
): Seen | undefined {
  if (!comesOrGoes(change) || !fallsUnder(status, answer.status, change, paper)) return undefined;
  const seen = header(answer.headers, name) !== undefined;
  return { agrees: sideThat(seen, change), evidence: `the answer has ${seen ? "the" : "no"} header ${name}` };
}

/** The contract that says the same: the pinned one has what went, the published one has what came. */
export function sideThat(there: boolean, { base }: Change): "pinned" | "published" {
  return there === (base !== undefined) ? "pinned" : "published";
}

/** Whether a live media type is a documented one, which may be a range (`text/*`); parameters aside. */
export function isMediaType(live: string, documented: string): boolean {
  const [type, subtype] = essence(documented).split("/");
  const [liveType, liveSubtype] = essence(live).split("/");
  return (type === "*" || type === liveType) && (subtype === "*" || subtype === liveSubtype);
}

function essence(mediaType: string): string {
  return (mediaType.split(";")[0] ?? "").trim().toLowerCase();
}

function header(headers: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function comesOrGoes({ base, revision }: Change): boolean {
  return (base === undefined) !== (revision === undefined);
}
