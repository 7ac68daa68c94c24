import type { Operation } from "../contract/contract.ts";
import { follow, type Written } from "../contract/reference.ts";
import type { Undecided } from "../drift/finding.ts";
import { isWithin } from "../drift/within.ts";
import { at, isObject, type Json, type JsonObject, join, own, tokens } from "../json.ts";
import type { Contracts } from "./about.ts";
import type { Subject } from "./use.ts";

/** The places of a body that have the schema a drift is about. The drift itself names only the first of them. */
export interface SameSchema {
  /** How the drift would call a place in the body, if that is one of them or inside one. */
  named(pointer: string): string | undefined;
  /** Whether one of them is inside a place of the body. */
  isIn(pointer: string): boolean;
}

/**
 * Where else a body has the component that a drift is in: an address as `billing` and as `shipping`. Undefined where the
 * drift is in no component that schemas share.
 */
export function sameSchema(drift: Undecided, about: Subject, { pinned }: Contracts): SameSchema | undefined {
  const { base, revision, operation } = drift;
  const component = componentOf(base ?? revision);
  if (!operation || !component || (about.kind !== "response" && about.kind !== "request")) return undefined;
  const { document } = pinned;
  const bodies = bodiesOf(document, operation, about.kind).flatMap((body) => meant(document, body));
  const isThere = (places: readonly Written[]) => places.some(({ pointer }) => pointer === component);
  const own = onTheWay(about.pointer).at(-1);
  if (own === undefined) return undefined;
  const inside = about.pointer.slice(own.length);

  /** The places that have the component, of those on the way to a place, the outermost first. */
  function onTheWay(pointer: string): string[] {
    const found: string[] = [];
    let [way, places] = ["", bodies];
    for (const token of [...tokens(pointer), undefined]) {
      if (isThere(places)) found.push(way);
      if (token === undefined) break;
      places = places.flatMap((place) => below(document, place, token));
      way = join(way, token);
    }
    return found;
  }

  return {
    named(pointer) {
      const place = onTheWay(pointer)
        .map((way) => way + inside)
        .find((one) => isWithin(pointer, one));
      return place === undefined ? undefined : about.pointer + pointer.slice(place.length);
    },
    isIn(pointer) {
      const isAbove = onTheWay(pointer).some((way) => isWithin(way + inside, pointer));
      const there = tokens(pointer).reduce(
        (places, token) => places.flatMap((place) => below(document, place, token)),
        bodies,
      );
      return isAbove || isThere(reachedFrom(document, there));
    },
  };
}

/** The schema among the components that a pointer leads into. */
function componentOf(pointer: string | undefined): string | undefined {
  const [components, schemas, name] = tokens(pointer ?? "");
  return components === "components" && schemas === "schemas" && name !== undefined
    ? join("", components, schemas, name)
    : undefined;
}

/** What an operation is sent, or what it answers where all is well. */
function bodiesOf(document: JsonObject, { method, path }: Operation, kind: "request" | "response"): Written[] {
  const place = join("/paths", path, method);
  const responses = membersOf(document, { node: at(document, join(place, "responses")) ?? null, pointer: "" });
  const holders =
    kind === "response"
      ? responses.filter(([status]) => /^(2|default)/.test(status)).map(([, response]) => response)
      : [{ node: at(document, join(place, "requestBody")) ?? null, pointer: join(place, "requestBody") }];
  return holders.flatMap((holder) =>
    membersOf(document, child(document, holder, "content")).flatMap(
      ([, media]) => child(document, media, "schema") ?? [],
    ),
  );
}

function membersOf(document: JsonObject, holder: Written | undefined): [string, Written][] {
  const reached = holder && follow(document, holder.node, holder.pointer);
  if (!reached || "dangling" in reached || !isObject(reached.node)) return [];
  return Object.entries(reached.node).map(([name, node]) => [
    name,
    { node: node ?? null, pointer: join(reached.pointer, name) },
  ]);
}

function child(document: JsonObject, holder: Written, name: string): Written | undefined {
  return membersOf(document, holder).find(([one]) => one === name)?.[1];
}

/** A schema with all that it refers to, or is made of. */
function meant(document: JsonObject, schema: Written, seen: Set<string> = new Set()): Written[] {
  const reached = follow(document, schema.node, schema.pointer);
  const found = [schema, ...("dangling" in reached ? [] : [reached])].filter(({ pointer }) => !seen.has(pointer));
  for (const { pointer } of found) seen.add(pointer);
  return found.flatMap((one) => [one, ...partsOf(one).flatMap((part) => meant(document, part, seen))]);
}

function partsOf({ node, pointer }: Written): Written[] {
  return ["allOf", "oneOf", "anyOf"].flatMap((keyword) => {
    const list = isObject(node) ? own(node, keyword) : undefined;
    return Array.isArray(list) ? list.map((part: Json, i) => ({ node: part, pointer: join(pointer, keyword, i) })) : [];
  });
}

/** The schemas of a member, or of each item and further member: `*`. */
function below(document: JsonObject, schema: Written, token: string): Written[] {
  const named = token === "*" ? [] : childrenIn(schema, "properties").filter(([name]) => name === token);
  const others = named.length > 0 ? [] : ["items", "additionalProperties"].flatMap((keyword) => held(schema, keyword));
  return [...named.map(([, one]) => one), ...others].flatMap((one) => meant(document, one));
}

function held({ node, pointer }: Written, keyword: string): Written[] {
  const schema = isObject(node) ? own(node, keyword) : undefined;
  return isObject(schema) ? [{ node: schema, pointer: join(pointer, keyword) }] : [];
}

function childrenIn(schema: Written, keyword: string): [string, Written][] {
  return held(schema, keyword).flatMap(({ node, pointer }) =>
    Object.entries(isObject(node) ? node : {}).map(([name, child]): [string, Written] => [
      name,
      { node: child ?? null, pointer: join(pointer, name) },
    ]),
  );
}

/** Every schema that can be inside of some. */
function reachedFrom(document: JsonObject, schemas: readonly Written[]): Written[] {
  const seen = new Set<string>();
  const found: Written[] = [];
  const left = [...schemas];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    if (seen.has(one.pointer)) continue;
    seen.add(one.pointer);
    found.push(one);
    const inside = ["properties", "patternProperties"].flatMap((keyword) => childrenIn(one as Written, keyword));
    const each = ["items", "additionalProperties"].flatMap((keyword) => held(one as Written, keyword));
    left.push(...[...inside.map(([, child]) => child), ...each].flatMap((child) => meant(document, child)));
  }
  return found;
}
