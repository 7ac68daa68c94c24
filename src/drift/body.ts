import { tokens } from "../json.ts";
import { matching } from "../live/conformance/media-type.ts";
import type { Deviation, Shape } from "../live/sample.ts";
import { type Asked, sideThat } from "./asked.ts";
import type { Aspect, BodyAspect } from "./aspect.ts";
import { fallsUnder } from "./paper.ts";
import type { Seen } from "./sight.ts";
import { isOfSchema, type Misfits, type Testimony } from "./testimony.ts";
import { isWithin } from "./within.ts";

/** A place in a response body: only an answer of that status and media type, that has the place, can tell. */
export function seeBody(
  asked: Asked<BodyAspect>,
  { sample: { shape, gathered }, answer, misfits }: Testimony,
): Seen | undefined {
  const { place, operation, paper } = asked;
  if (shape === undefined || matching([place.mediaType], answer.headers["content-type"]) === undefined)
    return undefined;
  if (!fallsUnder(place, answer.status, operation, paper)) return undefined;
  const misfit = seeMisfit(asked, misfits);
  if (place.event === "changed") return misfit ?? seeFit(asked, shape);
  return misfit?.agrees === "neither" ? misfit : (seeProperty(place, place.event, shape, gathered?.isPart) ?? misfit);
}

/** Where an answer fits only one contract, it agrees with that one. */
function seeMisfit(
  { place, neighbours }: Asked<BodyAspect>,
  { pinnedOnly, publishedOnly, both }: Misfits,
): Seen | undefined {
  const offPinned = pinnedOnly.filter((deviation) => isNearest(place, deviation, neighbours));
  const offPublished = publishedOnly.filter((deviation) => isNearest(place, deviation, neighbours));
  const offBoth = both.filter((deviation) => isOfSchema(deviation) && deviation.instancePath === place.instancePath);
  const evidence = [...offPinned, ...offPublished, ...offBoth][0]?.text;
  if (evidence === undefined) return undefined;
  if (offBoth.length > 0 || (offPinned.length > 0 && offPublished.length > 0)) return { agrees: "neither", evidence };
  return { agrees: offPinned.length > 0 ? "published" : "pinned", evidence };
}

function isNearest(place: BodyAspect, deviation: Deviation, neighbours: readonly Aspect[]): boolean {
  const speaksFor = (other: BodyAspect) =>
    isOfSchema(deviation) && other.status === place.status && isWithin(deviation.instancePath, other.instancePath);
  const isNearer = (other: Aspect) =>
    other.kind === "body" && other.instancePath.length > place.instancePath.length && speaksFor(other);
  return speaksFor(place) && !neighbours.some(isNearer);
}

/** A property that came or went: present or absent in the objects that were seen. */
function seeProperty(place: BodyAspect, event: "came" | "went", shape: Shape, isPart = false): Seen | undefined {
  if (place.conditional) return undefined;
  const path = tokens(place.instancePath);
  const name = path.at(-1) ?? "";
  const owner = shapeAt(shape, path.slice(0, -1));
  const owners = owner?.types.object ?? 0;
  if (owner === undefined || owners === 0 || (owner.values && !own(owner.properties, name))) return undefined;
  const present = own(owner.properties, name)?.count ?? 0;
  if (present === 0 && isPart) return undefined; // it may be in what nobody has read
  return {
    agrees: sideThat(present > 0, event),
    evidence: `${name} is in ${present} of ${owners} ${owners === 1 ? "object" : "objects"}`,
  };
}

/**
 * A schema that changed, and an answer that fits it before and after. Where new values may come, none has come yet. A
 * narrower schema, which never weighs more than `info` in a response, fits all the same whether it is live or not.
 */
function seeFit({ place, change }: Asked<BodyAspect>, shape: Shape): Seen | undefined {
  const seen = shapeAt(shape, tokens(place.instancePath))?.count ?? 0;
  if (seen === 0 || change.level === "info") return undefined;
  return {
    agrees: "pinned",
    evidence: seen === 1 ? "the value still fits what is pinned" : `all ${seen} values still fit what is pinned`,
  };
}

/** The shape of what lies at a place: `*` is every item of an array, or every member of a map. */
function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  return path.reduce<Shape | undefined>(
    (at, name) => (name === "*" ? (at?.items ?? at?.values) : own(at?.properties, name)),
    shape,
  );
}

function own(shapes: Shape["properties"], name: string): Shape | undefined {
  return shapes && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}
