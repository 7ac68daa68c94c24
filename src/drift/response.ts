import { essence, matching } from "../live/conformance/media-type.ts";
import { type Asked, sideThat } from "./asked.ts";
import type { Aspect } from "./aspect.ts";
import { fallsUnder } from "./paper.ts";
import type { Seen } from "./sight.ts";
import type { Testimony } from "./testimony.ts";

type About<Kind extends Aspect["kind"]> = Asked<Extract<Aspect, { kind: Kind }>>;

/** An operation that came or went is there unless the vendor answers 404 or 410 (RFC 9110, sections 15.5.5 and 15.5.11). */
export function seeOperation({ place: { event } }: About<"operation">, { answer }: Testimony): Seen | undefined {
  const isGone = answer.status === 404 || answer.status === 410;
  if (event === "changed" || (!isGone && answer.status >= 400)) return undefined;
  return { agrees: sideThat(!isGone, event), evidence: `the vendor answered ${answer.status}` };
}

/** A status that came or went. One that was not answered shows nothing, unless another success took its place. */
export function seeStatus(
  { place, operation, paper }: About<"status">,
  { answer: { status } }: Testimony,
): Seen | undefined {
  const isThere = fallsUnder(place, status, operation, paper);
  const isReplaced = isSuccess(place.status) && isSuccess(String(status));
  if (place.event === "changed" || !(isThere || isReplaced)) return undefined;
  return { agrees: sideThat(isThere, place.event), evidence: `the vendor answered ${status}` };
}

/** A media type that came or went, in an answer whose status it belongs to. */
export function seeMediaType(
  { place, operation, paper }: About<"media-type">,
  { answer }: Testimony,
): Seen | undefined {
  const live = answer.headers["content-type"];
  if (live === undefined || place.event === "changed") return undefined;
  if (!fallsUnder(place, answer.status, operation, paper)) return undefined;
  const isThere = matching([place.mediaType], live) !== undefined;
  return { agrees: sideThat(isThere, place.event), evidence: `the answer was ${essence(live)}` };
}

/** A header that came or went, in an answer whose status it belongs to. */
export function seeHeader({ place, operation, paper }: About<"header">, { answer }: Testimony): Seen | undefined {
  if (place.event === "changed" || !fallsUnder(place, answer.status, operation, paper)) return undefined;
  const isThere = answer.headers[place.name.toLowerCase()] !== undefined;
  const evidence = `the answer has ${isThere ? "the" : "no"} header ${place.name}`;
  return { agrees: sideThat(isThere, place.event), evidence };
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}
