import type { Baseline, Description } from "../../contract/contract.ts";
import { shapeKey, shapesOf } from "../baseline.ts";
import { deviation } from "../conformance/deviation.ts";
import { items, type Place, property, rootOf, values } from "../conformance/place.ts";
import { mediaTypeFor, responseFor } from "../conformance/response.ts";
import { endpoint } from "../probe/endpoint.ts";
import type { Deviation, Sample, Shape } from "../sample.ts";
import { placesOf } from "./bounded.ts";
import { changes, vanished } from "./changes.ts";
import { type IsNews, measure } from "./evidence.ts";
import type { Pair, Shift } from "./pair.ts";

/**
 * What the shapes of tonight's answers show against those of the baseline, where the contract has no say: a property that
 * was always there has vanished, a value has another type or format, is null or empty. See `chance` for how sure that is.
 */
export function shifts(contract: Description, baseline: Baseline, samples: readonly Sample[]): Deviation[] {
  const compared = Object.entries(shapesOf(samples)).flatMap(([key, is]) => {
    const was = baseline.shapes[key] as unknown as Shape | undefined;
    const alike = samples.filter((candidate) => shapeKey(candidate) === key);
    const [sample] = alike;
    return sample && was ? [{ sample, was, is, share: shareOfNew(alike) }] : [];
  });
  const isNews = measure(compared.reduce((sum, { was }) => sum + placesOf(was), 0));
  return compared.flatMap(({ sample, was, is, share }) =>
    compareBodies(contract, sample, was, is, ({ n, k, m }) =>
      isNews({ n, k: Math.floor(k * share), m: Math.floor(m * share) }),
    ),
  );
}

/** How many of the answers count: who asks the same question again hears of the same objects again. */
function shareOfNew(alike: readonly Sample[]): number {
  return new Set(alike.map(({ exchange }) => exchange.request.url)).size / alike.length;
}

function compareBodies(
  { document }: Description,
  { exchange: { answer, operation } }: Sample,
  was: Shape,
  is: Shape,
  isNews: IsNews,
): Deviation[] {
  const found = endpoint(document, operation);
  if (answer.kind === "failure" || !found) return [];
  const { status } = answer;
  const response = responseFor(found, status);
  const media = response && mediaTypeFor(document, response, answer.headers["content-type"]);
  const root: Place = media
    ? rootOf(document, media)
    : { instancePath: "", pointer: `${found.pointer}/schema`, facets: [] };
  const written = media?.written ?? response?.written ?? found.written;
  return compare(document, { place: root, was, is, isItem: false, isNews }).map(({ place, rule, text }) =>
    deviation({
      rule,
      operation,
      status,
      instancePath: place.instancePath,
      pointer: place.pointer,
      written: place.facets[0]?.pointer ?? written,
      keyword: "shape",
      text: `${place.instancePath === "" ? "the body" : place.instancePath} ${text}`,
    }),
  );
}

/** A shift, and where it was found. */
interface Found extends Shift {
  readonly place: Place;
}

function compare(document: Description["document"], pair: Pair): Found[] {
  const { place, was, is } = pair;
  const below = (at: Place, before: Shape, after: Shape, isItem = false) =>
    compare(document, { ...pair, place: at, was: before, is: after, isItem });
  return [
    ...changes(pair).map((shift) => ({ ...shift, place })),
    ...Object.entries(was.properties ?? {}).flatMap(([name, before]) => {
      const at = property(document, place, name);
      const after = is.properties?.[name];
      if (after) return below(at, before, after);
      const shift = vanished(pair, name);
      return shift ? [{ ...shift, place: at }] : [];
    }),
    ...(was.values && is.values ? below(values(document, place), was.values, is.values) : []),
    ...(was.items && is.items ? below(items(document, place), was.items, is.items, true) : []),
  ];
}
