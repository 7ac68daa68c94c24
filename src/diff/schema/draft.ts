import { referenceOf } from "../../contract/reference.ts";
import { canonical, isObject, type Json, type JsonObject, own } from "../../json.ts";
import { append } from "../multimap.ts";
import { elements, kindOf, memberOf, members, type Place, type Schema, type Side } from "../side.ts";
import { type Bound, tighter } from "./bound.ts";
import { isNull, listedTypes, listedValues } from "./choice.ts";
import { formatCovers } from "./format.ts";
import {
  type Applicator,
  applicators,
  type Choice,
  type Condition,
  type Limit,
  limits,
  type Note,
  notes,
  type Type,
  types,
} from "./view.ts";

/**
 * A view in the making: every node that applies has been added to it, nothing is concluded yet. Most schemas say little,
 * so what is not said does not exist.
 */
export interface Draft {
  types?: ReadonlySet<Type>;
  values?: ReadonlyMap<string, Json>;
  maximum?: Bound | undefined;
  minimum?: Bound | undefined;
  format?: string;
  uniqueItems?: true;
  discriminator?: Place | undefined;
  limits?: Map<Limit, number>;
  patterns?: Set<string>;
  multiplesOf?: Set<number>;
  objects?: ObjectPart[];
  arrays?: ArrayPart[];
  required?: Set<string>;
  dependentRequired?: Map<string, Set<string>>;
  applied?: Map<Applicator, Place[]>;
  dependentSchemas?: Map<string, Place[]>;
  nots?: Schema[];
  conditions?: Condition[];
  choices?: Choice[];
  notes?: Map<Note, Json>;
  readonly nodes: Place[];
  /** Nodes that were added: `allOf` can lead back to itself, and what holds twice holds once. */
  readonly added: Set<Json>;
}

/** What one node says of an object's members. They belong together: `additionalProperties` looks at its own neighbours. */
export interface ObjectPart {
  readonly properties: ReadonlyMap<string, Place>;
  readonly patterns: ReadonlyMap<string, Place>;
  readonly additional: Place | undefined;
}

export interface ArrayPart {
  readonly prefix: readonly Place[];
  readonly items: Place | undefined;
}

/** Adds a node and all that it applies in the same place: `$ref`, `allOf`, choices that are none. */
export function add(place: Place, draft: Draft, side: Side): void {
  const { node, pointer } = place;
  if (node === true || draft.added.has(node)) return;
  if (node === false) {
    draft.types = new Set();
    draft.nodes.push(place);
    return;
  }
  if (!isObject(node)) {
    side.unreadable(pointer, `a schema is an object or a boolean, and this is ${kindOf(node)}`);
    return;
  }
  draft.added.add(node);
  if (referenceOf(node, side.modern) === undefined) addKeywords(node, place, draft, side);
  addApplied(node, place, draft, side);
}

function addKeywords(node: JsonObject, place: Place, draft: Draft, side: Side): void {
  draft.nodes.push(place);
  for (const keyword in node) {
    const value = node[keyword];
    if (value === undefined) continue;
    const shape = shapes.get(keyword);
    if (!shape || shape.fits(value)) keywords.get(keyword)?.(draft, value, place, node);
    else if (value !== null) {
      const found = `\`${keyword}\` is ${shape.name}, and this is ${isStructure(value) ? kindOf(value) : canonical(value)}`;
      side.unreadable(`${place.pointer}/${keyword}`, found);
    }
  }
}

interface Shape {
  readonly name: string;
  readonly fits: (value: Json) => boolean;
}

const isStructure = (value: Json) => typeof value === "object";
const list: Shape = { name: "a list", fits: (value) => Array.isArray(value) };
const object: Shape = { name: "an object", fits: isObject };
const typeNames: Shape = {
  name: "a type or a list of types",
  fits: (value) => [value].flat().every((name) => name === "null" || types.includes(name as Type)),
};

/** What must stand at a keyword, where something else would be read as nothing. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ["type", typeNames],
  ...["enum", "required", "allOf", "oneOf", "anyOf", "prefixItems"].map((keyword) => [keyword, list] as const),
  ...["properties", "patternProperties", "dependentSchemas", "dependentRequired", "discriminator"].map(
    (keyword) => [keyword, object] as const,
  ),
]);

/** The outermost node speaks first, then what it applies. */
function addApplied(node: JsonObject, place: Place, draft: Draft, side: Side): void {
  for (const keyword of ["$ref", "$dynamicRef"] as const) {
    const reference = own(node, keyword);
    if (typeof reference !== "string") continue;
    const target = side.resolve(reference);
    if (target) add(target, draft, side);
    else side.lost(place.pointer, keyword, reference);
  }
  if (referenceOf(node, side.modern) !== undefined) return;
  for (const branch of elements(memberOf(place, "allOf"))) add(branch, draft, side);
  for (const kind of ["oneOf", "anyOf"] as const) addChoice(kind, place, draft, side);
}

/** A choice that is none is merged: one branch, a list of values, a list of types. A `null` branch is nullability. */
function addChoice(kind: Choice["kind"], place: Place, draft: Draft, side: Side): void {
  const holder = memberOf(place, kind);
  const all = elements(holder);
  const nulls = new Map<Json, boolean>();
  const branches = all.filter((branch) => !isNull(branch, side, nulls));
  const [only, ...others] = branches;
  if (!holder || all.length === 0) return;
  const values = others.length > 0 ? listedValues(branches, side) : undefined;
  const named = others.length > 0 && !values ? listedTypes(branches, side) : undefined;
  if (!only) narrowTypes(draft, new Set());
  else if (others.length === 0) add(only, draft, side);
  else if (values) narrowValues(draft, values);
  else if (named) narrowTypes(draft, named);
  else draft.choices = [...(draft.choices ?? []), { kind, branches, pointer: holder.pointer }];
}

type ReadKeyword = (draft: Draft, value: Json, holder: Place, node: JsonObject) => void;

/** What each keyword adds. Keywords that are not here say nothing of a value. */
const keywords: ReadonlyMap<string, ReadKeyword> = new Map<string, ReadKeyword>([
  ["type", addTypes],
  ["const", (draft, value) => narrowValues(draft, [value])],
  ["enum", (draft, value) => Array.isArray(value) && narrowValues(draft, value)],
  ["maximum", addMaximum],
  ["exclusiveMaximum", addMaximum],
  ["minimum", addMinimum],
  ["exclusiveMinimum", addMinimum],
  ["multipleOf", addMultipleOf],
  ...(Object.keys(limits) as Limit[]).map((limit): [string, ReadKeyword] => [limit, addLimit(limit)]),
  ["pattern", addPattern],
  ["format", addFormat],
  ["uniqueItems", addUniqueItems],
  ["items", addArray],
  ["prefixItems", (draft, _value, holder, node) => own(node, "items") === undefined && addArray(draft, null, holder)],
  ["properties", addObject],
  [
    "patternProperties",
    (draft, _value, holder, node) => own(node, "properties") === undefined && addObject(draft, null, holder),
  ],
  [
    "additionalProperties",
    (draft, _value, holder, node) =>
      own(node, "properties") === undefined &&
      own(node, "patternProperties") === undefined &&
      addObject(draft, null, holder),
  ],
  ["required", addRequired],
  ["dependentRequired", addDependentRequired],
  ["dependentSchemas", addDependentSchemas],
  ["discriminator", addDiscriminator],
  ...notes.map((note): [string, ReadKeyword] => [note, addNote(note)]),
  ...(Object.keys(applicators) as Applicator[]).map((name): [string, ReadKeyword] => [name, addApplicator(name)]),
  ["not", addNot],
  ["if", addCondition],
]);

function addTypes(draft: Draft, said: Json): void {
  const named = (Array.isArray(said) ? said : [said]).filter((type): type is Type => types.includes(type as Type));
  narrowTypes(draft, new Set(named));
}

function narrowTypes(draft: Draft, allowed: ReadonlySet<Type>): void {
  const before = draft.types;
  const both = before ? types.filter((type) => admits(before, type) && admits(allowed, type)) : [...allowed];
  draft.types = withoutPart(new Set(both));
}

/** `number` holds `integer`, so the latter need not be said. */
export function withoutPart(named: Set<Type>): ReadonlySet<Type> {
  if (named.has("number")) named.delete("integer");
  return named;
}

/** Every integer is a number (JSON Schema 2020-12 Core, section 4.2.2). */
export function admits(allowed: ReadonlySet<Type>, type: Type): boolean {
  return allowed.has(type) || (type === "integer" && allowed.has("number"));
}

function narrowValues(draft: Draft, allowed: readonly Json[]): void {
  const byText = new Map(allowed.filter((value) => value !== null).map((value) => [canonical(value), value]));
  const before = draft.values;
  draft.values = before ? new Map([...before].filter(([text]) => byText.has(text))) : byText;
}

function addMaximum(draft: Draft, _value: Json, _holder: Place, node: JsonObject): void {
  draft.maximum = tighter(draft.maximum, boundOf(node, "maximum", "exclusiveMaximum", true), true);
}

function addMinimum(draft: Draft, _value: Json, _holder: Place, node: JsonObject): void {
  draft.minimum = tighter(draft.minimum, boundOf(node, "minimum", "exclusiveMinimum", false), false);
}

/** OpenAPI 3.0 says `exclusiveMaximum: true` beside `maximum`; JSON Schema 2020-12 makes it a number of its own. */
function boundOf(node: JsonObject, inclusive: string, exclusive: string, upper: boolean): Bound | undefined {
  const value = own(node, inclusive);
  const edge = own(node, exclusive);
  const first = typeof value === "number" ? { value, exclusive: edge === true } : undefined;
  return typeof edge === "number" ? tighter(first, { value: edge, exclusive: true }, upper) : first;
}

function addLimit(keyword: Limit): ReadKeyword {
  const { tightest } = limits[keyword];
  return (draft, value) => {
    if (typeof value !== "number") return;
    draft.limits ??= new Map();
    const before = draft.limits.get(keyword);
    draft.limits.set(keyword, before === undefined ? value : tightest(before, value));
  };
}

function addMultipleOf(draft: Draft, value: Json): void {
  if (typeof value === "number" && value > 0) draft.multiplesOf = (draft.multiplesOf ?? new Set()).add(value);
}

function addPattern(draft: Draft, value: Json): void {
  if (typeof value === "string") draft.patterns = (draft.patterns ?? new Set()).add(value);
}

function addFormat(draft: Draft, value: Json): void {
  if (typeof value !== "string") return;
  const before = draft.format;
  // Of two that both must hold, the narrower says it all; else whichever comes first in the alphabet, in any order of parts.
  if (before === undefined || formatCovers(before, value)) draft.format = value;
  else if (!formatCovers(value, before) && value < before) draft.format = value;
}

function addUniqueItems(draft: Draft, value: Json): void {
  if (value === true) draft.uniqueItems = true;
}

function addArray(draft: Draft, _value: Json, holder: Place): void {
  draft.arrays ??= [];
  draft.arrays.push({ prefix: elements(memberOf(holder, "prefixItems")), items: memberOf(holder, "items") });
}

function addObject(draft: Draft, _value: Json, holder: Place): void {
  draft.objects ??= [];
  draft.objects.push({
    ...namesIn(members(memberOf(holder, "properties")), members(memberOf(holder, "patternProperties"))),
    additional: memberOf(holder, "additionalProperties"),
  });
}

/** A pattern that one name alone matches is that name; where it is named as well, both say something of it. */
function namesIn(
  properties: ReadonlyMap<string, Place>,
  patterns: ReadonlyMap<string, Place>,
): Pick<ObjectPart, "properties" | "patterns"> {
  const whole = [...patterns].flatMap(([pattern, place]) => {
    const name = /^\^([\w-]+)\$$/.exec(pattern)?.[1];
    return name === undefined || properties.has(name) ? [] : [{ pattern, name, place }];
  });
  if (whole.length === 0) return { properties, patterns };
  const named = new Set(whole.map(({ pattern }) => pattern));
  return {
    properties: new Map([...properties, ...whole.map(({ name, place }) => [name, place] as const)]),
    patterns: new Map([...patterns].filter(([pattern]) => !named.has(pattern))),
  };
}

function addRequired(draft: Draft, value: Json): void {
  if (!Array.isArray(value)) return;
  draft.required ??= new Set();
  for (const name of value) if (typeof name === "string") draft.required.add(name);
}

function addDependentRequired(draft: Draft, _value: Json, holder: Place): void {
  draft.dependentRequired ??= new Map();
  for (const [name, { node: needed }] of members(memberOf(holder, "dependentRequired"))) {
    if (!Array.isArray(needed)) continue;
    const names = needed.filter((other): other is string => typeof other === "string");
    draft.dependentRequired.set(name, new Set([...(draft.dependentRequired.get(name) ?? []), ...names]));
  }
}

function addDependentSchemas(draft: Draft, _value: Json, holder: Place): void {
  draft.dependentSchemas ??= new Map();
  for (const [name, dependent] of members(memberOf(holder, "dependentSchemas")))
    append(draft.dependentSchemas, name, dependent);
}

function addDiscriminator(draft: Draft, _value: Json, holder: Place): void {
  draft.discriminator ??= memberOf(holder, "discriminator");
}

function addNote(note: Note): ReadKeyword {
  return (draft, value) => {
    draft.notes ??= new Map();
    if (!draft.notes.has(note)) draft.notes.set(note, value);
  };
}

function addApplicator(keyword: Applicator): ReadKeyword {
  return (draft, value, { pointer }) => {
    // `contains: true` still wants an element; the others want nothing of anything.
    if (keyword !== "contains" && isAnything(value)) return;
    draft.applied ??= new Map();
    append(draft.applied, keyword, { node: value, pointer: `${pointer}/${keyword}` });
  };
}

function addNot(draft: Draft, value: Json, { pointer }: Place): void {
  draft.nots = [...(draft.nots ?? []), [{ node: value, pointer: `${pointer}/not` }]];
}

function addCondition(draft: Draft, _value: Json, holder: Place): void {
  draft.conditions = [...(draft.conditions ?? []), conditionOf(holder)];
}

/** Whether a schema lets everything through. */
export function isAnything(node: Json): boolean {
  return node === true || (isObject(node) && Object.keys(node).length === 0);
}

function conditionOf(holder: Place): Condition {
  const parts = (["if", "then", "else"] as const).flatMap((keyword) => {
    const part = memberOf(holder, keyword);
    return part ? [[keyword, part]] : [];
  });
  return Object.fromEntries(parts);
}
