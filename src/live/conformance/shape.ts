import type { JsonObject } from "../../json.ts";
import type { Endpoint } from "../probe/endpoint.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation, Shape } from "../sample.ts";
import { deviation } from "./deviation.ts";
import { declared, items, type Place, property, rootOf, values } from "./place.ts";
import type { Part } from "./response.ts";
import { below, type Says, says, typesOf } from "./says.ts";
import { isClosed } from "./undocumented.ts";

/** A deviation of some of the values at a place: of those that have one of the types. */
export interface ShapeDeviation {
  readonly deviation: Deviation;
  readonly types: readonly string[];
}

/**
 * Holds the shape of many bodies against the schema of their media type: types that it never allows, null where that is not
 * allowed, and properties that it does not know. Whether anything required was missing, no shape can tell.
 */
export function ofShape(
  { document, operation }: Endpoint,
  status: number,
  media: Part,
  shape: Shape,
): ShapeDeviation[] {
  const { schema } = media.node;
  if (schema === undefined) return [];
  const written = `${media.written}/schema`;
  const root = { place: rootOf(document, media), said: says(document, schema, written), shape };
  return walk(document, root).map(({ types, ...found }) => ({
    deviation: deviation({ ...found, operation, status, written: found.written ?? written }),
    types,
  }));
}

/** Values at a place, and what the contract says of them. */
interface At {
  readonly place: Place;
  readonly said: Says;
  readonly shape: Shape;
}

interface Found extends Pick<Deviation, "instancePath" | "pointer" | "keyword" | "text"> {
  readonly rule: LiveRuleId;
  readonly types: readonly string[];
  /** Absent where nothing is written of the place itself. */
  readonly written: string | undefined;
}

function walk(document: JsonObject, at: At): Found[] {
  const { place, said, shape } = at;
  const each = shape.items && {
    place: items(document, place),
    said: below(document, said, { to: "items" }),
    shape: shape.items,
  };
  const data = shape.values && {
    place: values(document, place),
    said: below(document, said, { to: "values" }),
    shape: shape.values,
  };
  return [
    ...ofTypes(at),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, member]) => ofMember(document, at, name, member)),
    ...(each ? walk(document, each) : []),
    ...(data ? walk(document, data) : []),
  ];
}

function ofMember(document: JsonObject, { place, said }: At, name: string, shape: Shape): Found[] {
  const at = property(document, place, name);
  if (!declared(document, place, name) && isClosed(place.facets))
    return [found(at, "response-property-undocumented", Object.keys(shape.types), "is not in the contract")];
  return walk(document, { place: at, said: below(document, said, { to: "property", name }), shape });
}

/** Where nothing is allowed, it is what holds the place that does not fit, which is told there. */
function ofTypes({ place, said, shape }: At): Found[] {
  const allowed = typesOf(said);
  const others = Object.keys(shape.types).filter((type) => !allowed.has(type));
  if (allowed.size === 0 || others.length === 0) return [];
  const must = `must be ${[...allowed].filter((type) => type !== "integer" || !allowed.has("number")).join(",")}`;
  const mistyped = others.filter((type) => type !== "null");
  return [
    ...(mistyped.length < others.length
      ? [found(place, "response-property-null-undocumented", ["null"], `is null, and ${must}`)]
      : []),
    ...(mistyped.length > 0 ? [found(place, "response-property-type-mismatch", mistyped, must)] : []),
  ];
}

function found({ instancePath, pointer, facets }: Place, rule: LiveRuleId, types: string[], says: string): Found {
  const text = `${instancePath === "" ? "the body" : instancePath} ${says}`;
  const keyword = rule === "response-property-undocumented" ? "properties" : "type";
  return { rule, types, instancePath, pointer, written: facets[0]?.pointer, keyword, text };
}
