import { isObject, type JsonObject } from "../../json.ts";
import { items, type Place, property, rootOf, values } from "../conformance/place.ts";
import { declares } from "../conformance/places.ts";
import { mediaTypeFor, responseFor } from "../conformance/response.ts";
import type { Endpoint } from "../probe/endpoint.ts";
import type { Shape } from "../sample.ts";
import type { RawAnswer } from "../transport/reply.ts";
import { merge } from "./index.ts";
import { bare } from "./tally.ts";

/** An answer, as far as its shape goes. */
interface Shaped {
  readonly answer: Pick<RawAnswer, "status" | "headers">;
  readonly shape: Shape | undefined;
}

/**
 * The shape of an answer, with what its contract knows: the keys of what that calls a map (`additionalProperties`) are
 * data, whatever they look like.
 */
export function describedShape({ answer, shape }: Shaped, endpoint: Endpoint | undefined): Shape | undefined {
  const response = endpoint && responseFor(endpoint, answer.status);
  const media = response && mediaTypeFor(endpoint.document, response, answer.headers["content-type"]);
  return shape && media ? described(endpoint.document, rootOf(endpoint.document, media), shape) : shape;
}

function described(document: JsonObject, place: Place, shape: Shape): Shape {
  const { properties, values: each, items: item, ...counts } = shape;
  if (place.facets.length === 0) return shape;
  const isKey = (name: string) => isMap(place) && !declares(place.facets, name);
  const members = Object.entries(properties ?? {});
  const named = members
    .filter(([name]) => !isKey(name))
    .map(([name, member]): [string, Shape] => [name, described(document, property(document, place, name), member)]);
  const data = [...(each ? [each] : []), ...members.filter(([name]) => isKey(name)).map(([, member]) => member)];
  return {
    ...counts,
    ...(named.length > 0 && { properties: bare(named) }),
    ...(data.length > 0 && { values: described(document, values(document, place), data.reduce(merge)) }),
    ...(item && { items: described(document, items(document, place), item) }),
  };
}

/** Where anything may follow (`true`, or a schema that says nothing), names may be meant. */
function isMap({ facets }: Place): boolean {
  return facets.some(({ schema: { additionalProperties: each } }) => isObject(each) && Object.keys(each).length > 0);
}
