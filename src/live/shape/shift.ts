import type { Baseline, Description } from "../../contract/contract.ts";
import { shapeKey, shapesOf } from "../baseline.ts";
import { deviation } from "../conformance/deviation.ts";
import { items, type Place, property, rootOf, values } from "../conformance/place.ts";
import { mediaTypeFor, responseFor } from "../conformance/response.ts";
import { endpoint } from "../probe/endpoint.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation, Gathered, Sample, Shape } from "../sample.ts";
import { placesOf } from "./bounded.ts";
import { changes, vanished } from "./changes.ts";
import { type IsNews, measure } from "./evidence.ts";
import type { Pair, Shift } from "./pair.ts";

/**
 * What the shapes of tonight's answers show against those of the baseline, where the contract has no say: a property that
 * was always there has vanished, a value has another type or format, is null or empty. See `chance` for how sure that is.
 * What probes show is held against what they showed then, and what recordings have gathered against their like.
 */
export function shifts(contract: Description, baseline: Baseline, samples: readonly Sample[]): Deviation[] {
  const isNews = measure(placesIn(baseline));
  const probed = samples.filter((sample) => sample.gathered === undefined);
  return [...ofProbes(baseline, probed), ...ofRecordings(baseline, samples)].flatMap((compared) =>
    compareBodies(contract, compared, isNews),
  );
}

/** Whatever is compared of them: more questions than are asked make nobody wrong more often. */
function placesIn({ shapes, recorded = {} }: Baseline): number {
  const all = [...Object.values(shapes), ...Object.values(recorded).map(({ shape }) => shape)];
  return all.reduce((sum: number, shape) => sum + placesOf(shape as unknown as Shape), 0);
}

/** The shape of some answers, then and now. */
interface Compared {
  readonly sample: Sample;
  readonly was: Shape;
  readonly is: Shape;
  /** How many of the cases count, of those that were, and of those that are. */
  readonly shares: { readonly was: number; readonly is: number };
  /** Whether what is in none of the answers may have been in some that nobody has read. */
  readonly isPart: boolean;
}

function ofProbes(baseline: Baseline, samples: readonly Sample[]): Compared[] {
  return Object.entries(shapesOf(samples)).flatMap(([key, is]) => {
    const was = baseline.shapes[key] as unknown as Shape | undefined;
    const alike = samples.filter((candidate) => shapeKey(candidate) === key);
    const [sample] = alike;
    return sample && was ? [{ sample, was, is, shares: { was: 1, is: shareOfNew(alike) }, isPart: false }] : [];
  });
}

function ofRecordings({ recorded = {} }: Baseline, samples: readonly Sample[]): Compared[] {
  return samples.flatMap((sample) => {
    const { gathered, shape } = sample;
    const then = Object.hasOwn(recorded, shapeKey(sample)) ? recorded[shapeKey(sample)] : undefined;
    if (!gathered || !shape || !then) return [];
    const was = then.shape as unknown as Shape;
    const shares = { was: shareOfAddresses(then, was), is: shareOfAddresses(gathered, shape) };
    return [{ sample, was, is: shape, shares, isPart: then.isPart || gathered.isPart }];
  });
}

function shareOfAddresses({ addresses }: Pick<Gathered, "addresses">, { count }: Shape): number {
  return Math.min(1, addresses / Math.max(1, count));
}

/** How many of the answers count: who asks the same question again hears of the same objects again. */
function shareOfNew(alike: readonly Sample[]): number {
  return new Set(alike.map(({ exchange }) => exchange.request.url)).size / alike.length;
}

function compareBodies({ document }: Description, compared: Compared, isNewsOfAll: IsNews): Deviation[] {
  const { sample, was, is, shares, isPart } = compared;
  const { answer, operation } = sample.exchange;
  const isNews: IsNews = ({ n, k, m }) =>
    isNewsOfAll({ n: Math.floor(n * shares.was), k: Math.floor(k * shares.is), m: Math.floor(m * shares.is) });
  const at = endpoint(document, operation);
  if (answer.kind === "failure" || !at) return [];
  const { status } = answer;
  const response = responseFor(at, status);
  const media = response && mediaTypeFor(document, response, answer.headers["content-type"]);
  const root: Place = media
    ? rootOf(document, media)
    : { instancePath: "", pointer: `${at.pointer}/schema`, facets: [] };
  const written = media?.written ?? response?.written ?? at.written;
  const found = compare(document, { place: root, was, is, isItem: false, isNews });
  return found
    .filter(({ rule }) => !(isPart && ofAbsence.has(rule)))
    .map(({ place, rule, text }) =>
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

/** What is told of something that no answer has. */
const ofAbsence: ReadonlySet<string> = new Set<LiveRuleId>(["response-property-vanished", "response-list-now-empty"]);

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
