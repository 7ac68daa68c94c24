import type { Json } from "../../json.ts";
import { append } from "../multimap.ts";
import type { Place, Schema } from "../side.ts";
import { type Bound, whole } from "./bound.ts";
import { type ArrayPart, admits, type Draft, isAnything, type ObjectPart, withoutPart } from "./draft.ts";
import { applicators, canBe, type Limit, limits, matchesAll, type Type, type View } from "./view.ts";
import { isWhole } from "./whole.ts";

/** Concludes what all the nodes say together: what cannot matter is dropped, what implies something else says so. */
export function settle(draft: Draft, nullable: boolean): View {
  const { values, types } = settleTypes(draft);
  const speaksOf = (type: Type) => canBe(types, type);
  return {
    types,
    values,
    nullable,
    ...(speaksOf("number") ? settleNumbers(draft, types) : noNumber),
    ...(speaksOf("array") ? settleArrays(draft) : noArray),
    ...(speaksOf("object") ? settleObjects(draft) : noObject),
    limits: draft.limits ? settleLimits(draft.limits, wantsContained(draft), speaksOf) : noNames,
    format: draft.format,
    patterns: speaksOf("string") ? settlePatterns(draft.patterns) : noSet,
    applied: draft.applied
      ? filtered(
          draft.applied,
          ([keyword]) => speaksOf(applicators[keyword]) && (keyword !== "contains" || wantsContained(draft)),
        )
      : noNames,
    nots: draft.nots ?? [],
    conditions: draft.conditions ?? [],
    choices: draft.choices ?? [],
    discriminator: draft.discriminator,
    notes: draft.notes ?? noNames,
    nodes: draft.nodes,
  };
}

/** Whether `contains` asks for anything: not where none need match, and any number may. */
function wantsContained({ applied, limits }: Draft): boolean {
  const isIdle = limits?.get("minContains") === 0 && !limits.has("maxContains");
  return applied?.has("contains") === true && !isIdle;
}

/** Nothing said: shared, since most schemas say little. */
const noNames: ReadonlyMap<never, never> = new Map<never, never>();
const noSet: ReadonlySet<never> = new Set<never>();

/** A list of values implies its types, and types strike values off the list. */
function settleTypes({ values, ...draft }: Draft): Pick<View, "types" | "values"> {
  const types = wholeTypes(draft);
  if (!values) return { types, values };
  const fitting = filtered(values, ([, value]) => !types || admits(types, typeOf(value)));
  // Both truth values are all there are.
  if (fitting.size === 2 && [...fitting.values()].every((value) => typeof value === "boolean"))
    return { values: undefined, types: new Set(["boolean"]) };
  return { values: fitting, types: types ?? withoutPart(new Set([...fitting.values()].map(typeOf))) };
}

/** A number that is a multiple of 1 is an integer. */
function wholeTypes({ types, multiplesOf }: Pick<Draft, "types" | "multiplesOf">): Draft["types"] {
  if (!types?.has("number") || !multiplesOf?.has(1)) return types;
  return new Set([...types].map((type) => (type === "number" ? "integer" : type)));
}

function typeOf(value: Json): Type {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}

type Numbers = Pick<View, "maximum" | "minimum" | "multiplesOf">;
const noNumber: Numbers = { maximum: undefined, minimum: undefined, multiplesOf: noSet };

function settleNumbers({ maximum, minimum, multiplesOf }: Draft, types: View["types"]): Numbers {
  const isInteger = types?.has("integer") === true;
  const onlyWhole = isInteger || (multiplesOf !== undefined && isWhole(multiplesOf));
  const settled = (bound: Bound | undefined, upper: boolean) => (onlyWhole ? whole(bound, upper) : bound);
  return {
    maximum: settled(maximum, true),
    minimum: settled(minimum, false),
    multiplesOf: multiplesOf ? new Set([...multiplesOf].filter((factor) => !(isInteger && factor === 1))) : noSet,
  };
}

function settlePatterns(patterns: ReadonlySet<string> | undefined): ReadonlySet<string> {
  return patterns ? new Set([...patterns].filter((pattern) => !matchesAll.has(pattern))) : noSet;
}

function settleLimits(
  said: ReadonlyMap<Limit, number>,
  contains: boolean,
  speaksOf: (type: Type) => boolean,
): ReadonlyMap<Limit, number> {
  return filtered(said, ([keyword, value]) => {
    const { idle, type } = limits[keyword];
    return value !== idle && speaksOf(type) && (contains || !keyword.endsWith("Contains"));
  });
}

type Arrays = Pick<View, "uniqueItems" | "prefixItems" | "items">;
const noArray: Arrays = { uniqueItems: false, prefixItems: [], items: undefined };

function settleArrays({ uniqueItems, arrays = [] }: Draft): Arrays {
  return {
    uniqueItems: uniqueItems === true,
    prefixItems: arrays.length > 0 ? prefixOf(arrays) : [],
    items: together(arrays.map(({ items }) => items)),
  };
}

function prefixOf(parts: readonly ArrayPart[]): Schema[] {
  const length = Math.max(...parts.map(({ prefix }) => prefix.length));
  return Array.from({ length }, (_, i) => parts.flatMap(({ prefix, items }) => prefix[i] ?? items ?? []));
}

type Objects = Pick<
  View,
  "properties" | "patternProperties" | "additional" | "required" | "dependentRequired" | "dependentSchemas"
>;
const noObject: Objects = {
  properties: noNames,
  patternProperties: noNames,
  additional: undefined,
  required: noSet,
  dependentRequired: noNames,
  dependentSchemas: noNames,
};

function settleObjects({ objects = [], required, dependentRequired, dependentSchemas }: Draft): Objects {
  return {
    properties: propertiesOf(objects),
    patternProperties: patternsOf(objects),
    additional: together(objects.map(({ additional }) => additional)),
    required: required ?? noSet,
    dependentRequired: dependentRequired ?? noNames,
    dependentSchemas: dependentSchemas ?? noNames,
  };
}

function propertiesOf(parts: readonly ObjectPart[]): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  const [only, ...others] = parts;
  if (only && others.length === 0) for (const [name, place] of only.properties) found.set(name, [place]);
  else
    for (const { properties } of parts)
      for (const name of properties.keys())
        if (!found.has(name))
          found.set(
            name,
            parts.flatMap((part) => said(part, name)),
          );
  return found;
}

/** What one part says of a named property: its schema, else what it says of all that it does not name. */
function said({ properties, patterns, additional }: ObjectPart, name: string): readonly Place[] {
  const named = properties.get(name);
  if (named) return [named];
  return additional && patterns.size === 0 && !isAnything(additional.node) ? [additional] : [];
}

function patternsOf(parts: readonly ObjectPart[]): ReadonlyMap<string, Schema> {
  const found = new Map<string, Place[]>();
  for (const { patterns } of parts) for (const [pattern, place] of patterns) append(found, pattern, place);
  return found;
}

function together(places: readonly (Place | undefined)[]): Schema | undefined {
  const saying = places.filter((place) => place !== undefined && !isAnything(place.node)) as Place[];
  return saying.length > 0 ? saying : undefined;
}

function filtered<K, V>(map: ReadonlyMap<K, V>, keep: (entry: [K, V]) => boolean): ReadonlyMap<K, V> {
  return new Map([...map].filter(keep));
}
