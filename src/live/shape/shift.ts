import type { Baseline, Description } from "../../contract/contract.ts";
import { shapeKey, shapesOf } from "../baseline.ts";
import { deviation } from "../conformance/deviation.ts";
import { items, type Place, property, values } from "../conformance/place.ts";
import { facets } from "../conformance/places.ts";
import { mediaTypeFor, responseFor } from "../conformance/response.ts";
import { endpoint } from "../probe/endpoint.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation, Sample, Shape } from "../sample.ts";

/**
 * What the shapes of tonight's answers show against those of the baseline, where the contract has no say: a property
 * that was always there has vanished, or a value that has no declared type has another one.
 *
 * A property has vanished when it was in all of n objects then, is in none of m objects now, and the probability of that
 * is below 1 in 1000 if nothing has changed. The property is there with an unknown probability p: before anything was
 * seen, every p is as likely (Beta(1, 1)); after n of n it is Beta(n + 1, 1), under which the expectation of (1 - p)^m is
 * 1 / C(n + m + 1, m). Six objects on each side suffice. Objects are taken to be independent.
 */
export function shifts(contract: Description, baseline: Baseline, samples: readonly Sample[]): Deviation[] {
  return Object.entries(shapesOf(samples)).flatMap(([key, now]) => {
    const then = baseline.shapes[key];
    const sample = samples.find((candidate) => shapeKey(candidate) === key);
    return sample && then ? compareBodies(contract, sample, then as unknown as Shape, now) : [];
  });
}

/** The probability that a property that was in all of n objects is in none of m by chance. */
export function chance(n: number, m: number): number {
  let probability = 1;
  for (let i = 1; i <= m; i++) probability *= i / (n + 1 + i);
  return probability;
}

/** One false alarm in a thousand properties, at the worst. */
const tooUnlikely = 1e-3;

/** Makes deviations at a place of the body that is compared. */
type About = (rule: LiveRuleId, place: Place, text: string) => Deviation;

function compareBodies({ document }: Description, { exchange }: Sample, then: Shape, now: Shape): Deviation[] {
  const { answer, operation } = exchange;
  const found = endpoint(document, operation);
  if (answer.kind === "failure" || !found) return [];
  const { status } = answer;
  const response = responseFor(found, status);
  const media = response && mediaTypeFor(document, response, answer.headers["content-type"]);
  const written = media?.written ?? response?.written ?? found.written;
  const root: Place = {
    instancePath: "",
    pointer: `${media?.pointer ?? found.pointer}/schema`,
    facets: media ? facets(document, media.node.schema, `${media.written}/schema`) : [],
  };
  const about: About = (rule, { instancePath, pointer, facets: [facet] }, text) =>
    deviation({
      rule,
      operation,
      status,
      instancePath,
      pointer,
      written: facet?.pointer ?? written,
      keyword: "shape",
      text: `${instancePath === "" ? "the body" : instancePath} ${text}`,
    });
  return compare(
    {
      property: (place, name) => property(document, place, name),
      values: (place) => values(document, place),
      items: (place) => items(document, place),
      about,
    },
    root,
    then,
    now,
  );
}

/** How to go on from a place, and how to tell what was found there. */
interface Walk {
  readonly property: (place: Place, name: string) => Place;
  readonly values: (place: Place) => Place;
  readonly items: (place: Place) => Place;
  readonly about: About;
}

function compare(walk: Walk, place: Place, then: Shape, now: Shape): Deviation[] {
  return [
    ...retyped(walk, place, then, now),
    ...Object.entries(then.properties ?? {}).flatMap(([name, before]) => {
      const member = now.properties?.[name];
      const at = walk.property(place, name);
      return member ? compare(walk, at, before, member) : vanished(walk, place, at, name, then, now);
    }),
    ...(then.values && now.values ? compare(walk, walk.values(place), then.values, now.values) : []),
    ...(then.items && now.items ? compare(walk, walk.items(place), then.items, now.items) : []),
  ];
}

/** A required property is the contract's own matter; among keys that are data, a name may hide. */
function vanished(walk: Walk, owner: Place, place: Place, name: string, then: Shape, now: Shape): Deviation[] {
  const n = then.types.object ?? 0;
  const m = now.types.object ?? 0;
  const wasAlways = n > 0 && then.properties?.[name]?.count === n;
  const isRequired = owner.facets.some(
    ({ schema }) => Array.isArray(schema.required) && schema.required.includes(name),
  );
  if (!wasAlways || isRequired || now.values || chance(n, m) >= tooUnlikely) return [];
  return [walk.about("response-property-vanished", place, `was in all of ${n} objects, and is in none of ${m}`)];
}

function retyped(walk: Walk, place: Place, then: Shape, now: Shape): Deviation[] {
  const isTyped = place.facets.some(({ schema }) => ["type", "enum", "const"].some((keyword) => keyword in schema));
  const before = kinds(then);
  const after = kinds(now);
  if (isTyped || before.length === 0 || after.length === 0 || after.some((kind) => before.includes(kind))) return [];
  return [
    walk.about("response-property-type-changed", place, `was ${before.join(" or ")}, and is ${after.join(" or ")}`),
  ];
}

/** A whole number is a number that happens to be whole, and null says nothing of the type. */
function kinds({ types }: Shape): string[] {
  const seen = Object.keys(types).filter((type) => type !== "null");
  return [...new Set(seen.map((type) => (type === "integer" ? "number" : type)))].sort();
}
