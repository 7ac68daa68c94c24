import { child, elements, memberOf, members, type Place, type Side } from "../side.ts";

/** A part of a body that a media type says how to write. */
export interface EncodedPart {
  /** The way from the media type to where it is said. */
  readonly way: readonly [keyword: string, ...names: readonly string[]];
  /** For people: `part photo`. */
  readonly subject: string;
  /** Whether it comes and goes with a property, which is told by the schema. */
  readonly property: boolean;
  /** What a media type says of it. */
  readonly said: (media: Place) => Place | undefined;
  readonly schema: (media: Place, side: Side) => Place | undefined;
}

/**
 * The parts that either of two media types says something of: properties of a form, positions in a sequence, and all
 * other items of one.
 * @see OpenAPI 3.2.0, section 4.14 (Media Type Object: `encoding`, `prefixEncoding`, `itemEncoding`)
 */
export function encodedParts(base: Place, revision: Place): readonly EncodedPart[] {
  const both = [base, revision];
  const names = new Set(both.flatMap((media) => [...members(memberOf(media, "encoding")).keys()]));
  const positions = Math.max(...both.map((media) => prefixOf(media).length));
  const hasItems = both.some((media) => memberOf(media, "itemEncoding"));
  return [
    ...[...names].map(propertyPart),
    ...Array.from({ length: positions }, (_, position) => positionPart(position)),
    ...(hasItems ? [items] : []),
  ];
}

function propertyPart(name: string): EncodedPart {
  return {
    way: ["encoding", name],
    subject: `part ${name}`,
    property: true,
    said: (media) => memberOf(memberOf(media, "encoding"), name),
    schema: (media, side) => child(memberOf(child(media, "schema", side), "properties"), name, side),
  };
}

function positionPart(position: number): EncodedPart {
  return {
    way: ["prefixEncoding", String(position)],
    subject: `item ${position}`,
    property: false,
    said: (media) => prefixOf(media)[position] ?? memberOf(media, "itemEncoding"),
    schema: (media, side) =>
      child(memberOf(child(media, "schema", side), "prefixItems"), String(position), side) ?? items.schema(media, side),
  };
}

const items: EncodedPart = {
  way: ["itemEncoding"],
  subject: "each item",
  property: false,
  said: (media) => memberOf(media, "itemEncoding"),
  schema: (media, side) => child(media, "itemSchema", side) ?? child(child(media, "schema", side), "items", side),
};

function prefixOf(media: Place): readonly Place[] {
  return elements(memberOf(media, "prefixEncoding"));
}
