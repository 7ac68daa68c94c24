import { escapeToken } from "../../json.ts";
import { memberOf, members, objectAt, type Place, type Side } from "../side.ts";
import type { At, OperationWalk } from "./operation.ts";
import type { Direction } from "./rule.ts";
import { spotOf } from "./spot.ts";

/** A media type of a body, by what it means: lower case, without `charset`, parameters sorted. */
interface Media {
  readonly key: string;
  readonly essence: string;
  readonly name: string;
  readonly place: Place;
}

export interface MediaMatching {
  readonly pairs: readonly (readonly [base: Media, revision: Media])[];
  readonly removed: readonly Media[];
  readonly added: readonly Media[];
}

/**
 * Which media type of one body is which of the other: by meaning, by type without parameters, then by ranges such as
 * `application/*`. Bodies in both are compared by the caller.
 * @see RFC 9110, sections 8.3.1 and 12.5.1
 */
export function matchMedia(base: readonly Media[], revision: readonly Media[]): MediaMatching {
  const pairs: (readonly [Media, Media])[] = [];
  const added = [...revision];
  let removed = [...base];
  for (const alike of [sameMeaning, sameEssence, covers]) {
    removed = removed.filter((media) => {
      const found = added.findIndex((other) => alike(media, other));
      const [other] = found < 0 ? [] : added.splice(found, 1);
      if (other) pairs.push([media, other]);
      return !other;
    });
  }
  return { pairs, removed, added };
}

const sameMeaning = (a: Media, b: Media) => a.key === b.key;
const sameEssence = (a: Media, b: Media) => a.essence === b.essence;
const covers = (a: Media, b: Media) => inRange(a.essence, b.essence) || inRange(b.essence, a.essence);

/** Whether the first type lies in the second, which may be a range. */
export function inRange(essence: string, range: string): boolean {
  return range === "*/*" || (range.endsWith("/*") && essence.startsWith(range.slice(0, -1)));
}

/** The media types of a request body or a response. */
export function mediaOf(body: Place, side: Side): Media[] {
  return [...members(objectAt(memberOf(body, "content"), side))].flatMap(([name, listed]) => {
    const place = objectAt(listed, side);
    if (!place) return [];
    const [essence = "", ...parameters] = name
      .toLowerCase()
      .split(";")
      .map((part) => part.trim());
    const counting = parameters.filter((parameter) => parameter !== "" && !parameter.startsWith("charset=")).sort();
    return [{ key: [essence, ...counting].join(";"), essence, name, place }];
  });
}

/** Compares the schemas of a media type. In a form, values travel as text. */
export function compareMedia(
  [base, revision]: readonly [Media, Media],
  direction: Direction,
  at: At,
  walk: OperationWalk<never>,
): void {
  const text = /x-www-form-urlencoded|multipart\/form-data/.test(base.essence);
  const spot = spotOf(direction, "body", text);
  walk.schema(atMedia(at, base, "/schema"), spot, memberOf(base.place, "schema"), memberOf(revision.place, "schema"));
  const [item, newItem] = [memberOf(base.place, "itemSchema"), memberOf(revision.place, "itemSchema")];
  walk.schema(atMedia(at, base, "/itemSchema"), { ...spot, nested: true }, item, newItem);
}

/** The place of a media type below its body. */
export function atMedia(at: At, { name, key }: Media, below = ""): At {
  return {
    pointer: `${at.pointer}/content/${escapeToken(name)}${below}`,
    place: `${at.place}/${escapeToken(key)}${below}`,
    subject: at.subject,
  };
}
