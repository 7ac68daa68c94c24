import { methods, type Operation } from "../../contract/contract.ts";
import { anonymous } from "../../contract/operations.ts";
import type { Change } from "../../diff/change.ts";
import { append } from "../../diff/multimap.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Disagreement } from "../../report/report.ts";
import type { Difference } from "./output.ts";
import { unreadPart } from "./unread.ts";

/** What one side says of a place. */
interface Said {
  readonly isBreaking: boolean;
  readonly what: string;
}

/** A path, or an operation of it. */
type Place = Pick<Disagreement, "path" | "method">;

/**
 * The places that one side calls breaking and the other does not. What openapi-diff says of a path holds for its
 * operations too. Changes in what it does not read are no disagreement.
 */
export function disagreements(
  changes: readonly Change[],
  differences: readonly Difference[],
  documents: readonly JsonObject[],
): Disagreement[] {
  const paths = pathsOf(documents);
  const ours = byPlace(changes.flatMap(ofChange));
  const theirs = byPlace(differences.flatMap((difference) => ofDifference(difference, paths)));
  const places = [...new Map([...ours.places, ...theirs.places])].sort(([a], [b]) => (a < b ? -1 : 1));
  return places.flatMap(([, place]) => {
    const [here, there] = [ours.at(place), theirs.at(place)];
    const [weBreak, theyBreak] = [here.some(isBreaking), there.some(isBreaking)];
    if (weBreak === theyBreak) return [];
    const breakingFor = weBreak ? "driftpin" : "the other";
    return [{ breakingFor, ...place, rules: gravest(here), codes: gravest(there) } satisfies Disagreement];
  });
}

function ofChange({ level, pointer, rule, operation, reach = operation ? [operation] : [] }: Change): [Place, Said][] {
  if (level === "breaking" && unreadPart(pointer) !== undefined) return [];
  return reach.map(({ method, path }: Operation) => [
    { path, method },
    { isBreaking: level === "breaking", what: rule },
  ]);
}

function ofDifference({ isBreaking, code, locations }: Difference, paths: readonly string[]): [Place, Said][] {
  return locations.flatMap((location) => {
    const place = placeOf(location, paths);
    return place ? [[place, { isBreaking, what: code }] as [Place, Said]] : [];
  });
}

/** A location joins its parts with dots, which a path may have too: the longest path that fits is meant. */
function placeOf(location: string, paths: readonly string[]): Place | undefined {
  const path = paths.find((each) => `${location}.`.startsWith(`paths.${each}.`));
  if (path === undefined) return undefined;
  const [method = ""] = location.slice(`paths.${path}.`.length).split(".");
  return (methods as readonly string[]).includes(method) ? { path, method } : { path };
}

function pathsOf(documents: readonly JsonObject[]): string[] {
  const paths = documents.flatMap(({ paths }) => (isObject(paths) ? Object.keys(paths) : []));
  return [...new Set(paths)].sort((a, b) => b.length - a.length);
}

/** What is said, by place. An operation has what is said of its path; a path, what is said of its operations. */
function byPlace(all: readonly (readonly [Place, Said])[]) {
  const places = new Map<string, Place>();
  const said = new Map<string, Said[]>();
  for (const [place, what] of all) {
    places.set(key(place), place);
    const within = place.method === undefined ? [key(place)] : [key(place), `${key({ path: place.path })} *`];
    for (const each of within) append(said, each, what);
  }
  const at = (place: Place): Said[] => {
    const whole = key({ path: place.path });
    const around = place.method === undefined ? `${whole} *` : whole;
    return [...(said.get(key(place)) ?? []), ...(said.get(around) ?? [])];
  };
  return { places, at };
}

function key({ path, method = "" }: Place): string {
  return `${anonymous(path)} ${method}`;
}

function isBreaking(said: Said): boolean {
  return said.isBreaking;
}

/** What is breaking, or else all; each once. */
function gravest(said: readonly Said[]): string[] {
  const breaking = said.filter(isBreaking);
  return [...new Set((breaking.length > 0 ? breaking : said).map(({ what }) => what))].sort();
}
