import { escapeToken } from "../../json.ts";
import { memberOf, members, objectAt, type Place, referred, type Side } from "../side.ts";
import type { At } from "./operation.ts";

/** A media type of a body, by what it means: lower case, without `charset`, parameters sorted. */
export interface Media {
  readonly key: string;
  readonly essence: string;
  readonly name: string;
  readonly place: Place;
  readonly side: Side;
}

export interface MediaMatching {
  readonly pairs: readonly (readonly [base: Media, revision: Media])[];
  readonly removed: readonly Media[];
  readonly added: readonly Media[];
}

/**
 * Which media type of one body is which of the other: by meaning, by type without parameters, then by ranges such as
 * `application/*`, which may hold several. Bodies in both are compared by the caller.
 * @see RFC 9110, sections 8.3.1 and 12.5.1
 */
export function matchMedia(
  base: readonly Media[],
  revision: readonly Media[],
  more: readonly Likeness[] = [],
): MediaMatching {
  const pairs: (readonly [Media, Media])[] = [];
  const added = [...revision];
  let removed = [...base];
  for (const alike of [sameMeaning, sameEssence, covers, ...more]) {
    removed = removed.filter((media) => {
      const found = added.findIndex((other) => alike(media, other));
      const [other] = found < 0 ? [] : added.splice(found, 1);
      if (other) pairs.push([media, other]);
      return !other;
    });
  }
  for (const media of removed) {
    const range = revision.find((other) => inRange(media.essence, other.essence));
    if (range) pairs.push([media, range]);
  }
  for (const media of added) {
    const range = base.find((other) => inRange(media.essence, other.essence));
    if (range) pairs.push([range, media]);
  }
  const paired = new Set(pairs.flat());
  const isAlone = (media: Media) => !paired.has(media);
  return { pairs, removed: removed.filter(isAlone), added: added.filter(isAlone) };
}

type Likeness = (base: Media, revision: Media) => boolean;
const sameMeaning: Likeness = (a, b) => a.key === b.key;
const sameEssence: Likeness = (a, b) => a.essence === b.essence;
const covers: Likeness = (a, b) => inRange(a.essence, b.essence) || inRange(b.essence, a.essence);

/** Whether one parser reads both: `application/json` and `application/hal+json` (RFC 6838, section 4.2.8). */
export const sameSyntax: Likeness = (a, b) => {
  const syntax = syntaxOf(a);
  return syntax !== undefined && syntax === syntaxOf(b);
};

function syntaxOf({ essence }: Media): string | undefined {
  return /[/+](json|xml|yaml|cbor)$/.exec(essence)?.[1];
}

/** Whether the first type lies in the second, which is a range. */
export function inRange(essence: string, range: string): boolean {
  return range === "*/*" || (range.endsWith("/*") && essence.startsWith(range.slice(0, -1)));
}

/** The media types of a request body or a response. */
export function mediaOf(body: Place, side: Side): Media[] {
  return [...members(objectAt(memberOf(body, "content"), side))].flatMap(([name, listed]) => {
    const place = objectAt(referred(listed, side), side); // OpenAPI 3.2.0, section 4.14: a media type may be a reference
    if (!place) return [];
    const [essence = "", ...parameters] = name.toLowerCase().split(";").map(unquoted);
    const counting = parameters.filter((parameter) => parameter !== "" && !isIdle(parameter)).sort();
    return [{ key: [essence, ...counting].join(";"), essence, name, place, side }];
  });
}

/** `version="1"` says what `version=1` does (RFC 9110, section 5.6.6). */
function unquoted(part: string): string {
  return part.trim().replace(/\s*=\s*"?([^"]*)"?$/, "=$1");
}

/** A boundary is another one each time, and text has one charset in practice. */
function isIdle(parameter: string): boolean {
  return parameter.startsWith("charset=") || parameter.startsWith("boundary=");
}

/** The place of a media type below its body. */
export function atMedia(at: At, { name, key }: Media, below = ""): At {
  return {
    pointer: `${at.pointer}/content/${escapeToken(name)}${below}`,
    place: `${at.place}/${escapeToken(key)}${below}`,
    subject: at.subject,
  };
}
