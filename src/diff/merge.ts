import { canonical, isObject, type Json, type JsonObject, own } from "../json.ts";
import { type Bound, tighter, whole } from "./bound.ts";
import { acceptsNull, isNull, listedTypes, listedValues } from "./choice.ts";
import { append } from "./multimap.ts";
import { elements, memberOf, members, type Place, referenceOf, type Schema, type Side } from "./side.ts";
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
  type View,
} from "./view.ts";

/** Reads a schema, all of whose parts a value must satisfy, into one view. */
export function merge(schema: Schema, side: Side): View {
  const draft = emptyDraft();
  for (const part of schema) add(part, draft, side);
  return settle(
    draft,
    schema.every((part) => acceptsNull(part, side)),
  );
}

/** A view in the making: every node that applies has been added to it, nothing is concluded yet. */
interface Draft {
  types: Set<Type> | undefined;
  values: Map<string, Json> | undefined;
  maximum: Bound | undefined;
  minimum: Bound | undefined;
  format: string | undefined;
  uniqueItems: boolean;
  discriminator: Place | undefined;
  readonly limits: Map<Limit, number>;
  readonly patterns: Set<string>;
  readonly multiplesOf: Set<number>;
  readonly objects: ObjectPart[];
  readonly arrays: ArrayPart[];
  readonly required: Set<string>;
  readonly dependentRequired: Map<string, Set<string>>;
  readonly applied: Map<Applicator, Place[]>;
  readonly dependentSchemas: Map<string, Place[]>;
  readonly nots: Schema[];
  readonly conditions: Condition[];
  readonly choices: Choice[];
  readonly notes: Map<Note, Json>;
  readonly nodes: Place[];
  /** Nodes that are being added: `allOf` can lead back to itself. */
  readonly open: Set<Json>;
}

/** What one node says of an object's members. They belong together: `additionalProperties` looks at its own neighbours. */
interface ObjectPart {
  readonly properties: ReadonlyMap<string, Place>;
  readonly patterns: ReadonlyMap<string, Place>;
  readonly additional: Place | undefined;
}

interface ArrayPart {
  readonly prefix: readonly Place[];
  readonly items: Place | undefined;
}

function emptyDraft(): Draft {
  return {
    types: undefined,
    values: undefined,
    maximum: undefined,
    minimum: undefined,
    format: undefined,
    uniqueItems: false,
    discriminator: undefined,
    limits: new Map(),
    patterns: new Set(),
    multiplesOf: new Set(),
    objects: [],
    arrays: [],
    required: new Set(),
    dependentRequired: new Map(),
    applied: new Map(),
    dependentSchemas: new Map(),
    nots: [],
    conditions: [],
    choices: [],
    notes: new Map(),
    nodes: [],
    open: new Set(),
  };
}

function add(place: Place, draft: Draft, side: Side): void {
  const { node, pointer } = place;
  if (node === true || draft.open.has(node)) return;
  if (node === false) {
    draft.types = new Set();
    draft.nodes.push(place);
    return;
  }
  if (!isObject(node)) {
    side.unreadable(
      pointer,
      `a schema is an object or a boolean, and this is ${Array.isArray(node) ? "an array" : typeof node}`,
    );
    return;
  }
  draft.open.add(node);
  if (referenceOf(node, side.modern) === undefined) addKeywords(node, place, draft, side);
  addReference(node, place, draft, side);
  draft.open.delete(node);
}

function addReference(node: JsonObject, place: Place, draft: Draft, side: Side): void {
  for (const keyword of ["$ref", "$dynamicRef"]) {
    const reference = own(node, keyword);
    if (typeof reference !== "string") continue;
    const target = side.resolve(reference);
    if (target) add(target, draft, side);
    else side.unreadable(place.pointer, `${keyword} "${reference}" leads nowhere in this document`);
  }
}

function addKeywords(node: JsonObject, place: Place, draft: Draft, side: Side): void {
  draft.nodes.push(place);
  addTypes(node, draft);
  addValues(node, draft);
  addNumbers(node, draft);
  addStrings(node, draft);
  addArrays(node, place, draft);
  addObjects(node, place, draft);
  addNotes(node, place, draft);
  addApplicators(node, place, draft);
  for (const branch of elements(memberOf(place, "allOf"))) add(branch, draft, side);
  for (const kind of ["oneOf", "anyOf"] as const) addChoice(kind, place, draft, side);
}

function addTypes(node: JsonObject, draft: Draft): void {
  const said = own(node, "type");
  if (said === undefined) return;
  const named = (Array.isArray(said) ? said : [said]).filter((type): type is Type => types.includes(type as Type));
  narrowTypes(draft, new Set(named));
}

function narrowTypes(draft: Draft, allowed: ReadonlySet<Type>): void {
  const before = draft.types;
  draft.types = new Set(
    before
      ? types.filter((type) => admits(before, type) && admits(allowed, type))
      : [...allowed].filter((type) => type !== "integer" || !allowed.has("number")),
  );
  if (draft.types.has("number")) draft.types.delete("integer");
}

/** Every integer is a number (JSON Schema 2020-12 Core, section 4.2.2). */
function admits(allowed: ReadonlySet<Type>, type: Type): boolean {
  return allowed.has(type) || (type === "integer" && allowed.has("number"));
}

function addValues(node: JsonObject, draft: Draft): void {
  const constant = own(node, "const");
  if (constant !== undefined) narrowValues(draft, [constant]);
  const listed = own(node, "enum");
  if (Array.isArray(listed)) narrowValues(draft, listed);
}

function narrowValues(draft: Draft, allowed: readonly Json[]): void {
  const byText = new Map(allowed.filter((value) => value !== null).map((value) => [canonical(value), value]));
  const before = draft.values;
  draft.values = before ? new Map([...before].filter(([text]) => byText.has(text))) : byText;
}

function addNumbers(node: JsonObject, draft: Draft): void {
  draft.maximum = tighter(draft.maximum, boundOf(node, "maximum", "exclusiveMaximum", true), true);
  draft.minimum = tighter(draft.minimum, boundOf(node, "minimum", "exclusiveMinimum", false), false);
  const factor = own(node, "multipleOf");
  if (typeof factor === "number" && factor > 0) draft.multiplesOf.add(factor);
  for (const [keyword, { tightest }] of Object.entries(limits)) {
    const value = own(node, keyword);
    if (typeof value !== "number") continue;
    const before = draft.limits.get(keyword as Limit);
    draft.limits.set(keyword as Limit, before === undefined ? value : tightest(before, value));
  }
}

/** OpenAPI 3.0 says `exclusiveMaximum: true` beside `maximum`; JSON Schema 2020-12 makes it a number of its own. */
function boundOf(node: JsonObject, inclusive: string, exclusive: string, upper: boolean): Bound | undefined {
  const value = own(node, inclusive);
  const edge = own(node, exclusive);
  const first = typeof value === "number" ? { value, exclusive: edge === true } : undefined;
  return typeof edge === "number" ? tighter(first, { value: edge, exclusive: true }, upper) : first;
}

function addStrings(node: JsonObject, draft: Draft): void {
  const pattern = own(node, "pattern");
  if (typeof pattern === "string") draft.patterns.add(pattern);
  const format = own(node, "format");
  if (typeof format === "string") draft.format ??= format;
}

function addArrays(node: JsonObject, place: Place, draft: Draft): void {
  if (own(node, "uniqueItems") === true) draft.uniqueItems = true;
  const prefix = elements(memberOf(place, "prefixItems"));
  const items = memberOf(place, "items");
  if (prefix.length > 0 || items) draft.arrays.push({ prefix, items });
}

function addObjects(node: JsonObject, place: Place, draft: Draft): void {
  const required = own(node, "required");
  if (Array.isArray(required)) for (const name of required) if (typeof name === "string") draft.required.add(name);
  for (const [name, { node: needed }] of members(memberOf(place, "dependentRequired"))) {
    if (!Array.isArray(needed)) continue;
    const names = needed.filter((other): other is string => typeof other === "string");
    draft.dependentRequired.set(name, new Set([...(draft.dependentRequired.get(name) ?? []), ...names]));
  }
  const properties = members(memberOf(place, "properties"));
  const patterns = members(memberOf(place, "patternProperties"));
  const additional = memberOf(place, "additionalProperties");
  if (properties.size > 0 || patterns.size > 0 || additional) draft.objects.push({ properties, patterns, additional });
}

function addNotes(node: JsonObject, place: Place, draft: Draft): void {
  for (const note of notes) {
    const value = own(node, note);
    if (value !== undefined && !draft.notes.has(note)) draft.notes.set(note, value);
  }
  draft.discriminator ??= memberOf(place, "discriminator");
}

function addApplicators(node: JsonObject, place: Place, draft: Draft): void {
  for (const keyword of Object.keys(applicators) as Applicator[]) {
    const applied = memberOf(place, keyword);
    if (applied && !isAnything(applied.node)) append(draft.applied, keyword, applied);
  }
  for (const [name, dependent] of members(memberOf(place, "dependentSchemas")))
    append(draft.dependentSchemas, name, dependent);
  const not = memberOf(place, "not");
  if (not) draft.nots.push([not]);
  if (own(node, "if") !== undefined) draft.conditions.push(conditionOf(place));
}

function conditionOf(place: Place): Condition {
  const parts = (["if", "then", "else"] as const).flatMap((keyword) => {
    const part = memberOf(place, keyword);
    return part ? [[keyword, part]] : [];
  });
  return Object.fromEntries(parts);
}

/** A choice that is none is merged: one branch, a list of values, a list of types. A `null` branch is nullability. */
function addChoice(kind: Choice["kind"], place: Place, draft: Draft, side: Side): void {
  const holder = memberOf(place, kind);
  const all = elements(holder);
  const branches = all.filter((branch) => !isNull(branch, side));
  const [only] = branches;
  if (!holder || all.length === 0) return;
  const values = listedValues(branches, side);
  const named = listedTypes(branches, side);
  if (!only) narrowTypes(draft, new Set());
  else if (branches.length === 1) add(only, draft, side);
  else if (values) narrowValues(draft, values);
  else if (named) narrowTypes(draft, named);
  else draft.choices.push({ kind, branches, pointer: holder.pointer });
}

function settle(draft: Draft, acceptsNull: boolean): View {
  const { values, types } = settleTypes(draft);
  const speaksOf = (type: Type) => !types || types.has(type) || (type === "number" && types.has("integer"));
  const onlyWhole = types?.has("integer") === true;
  const number = speaksOf("number");
  const string = speaksOf("string");
  return {
    types,
    values,
    nullable: acceptsNull,
    maximum: number ? (onlyWhole ? whole(draft.maximum, true) : draft.maximum) : undefined,
    minimum: number ? (onlyWhole ? whole(draft.minimum, false) : draft.minimum) : undefined,
    multiplesOf: new Set([...draft.multiplesOf].filter((factor) => number && !(onlyWhole && factor === 1))),
    limits: settleLimits(draft, speaksOf),
    format: draft.format,
    patterns: new Set([...draft.patterns].filter((pattern) => string && !matchesAll.has(pattern))),
    uniqueItems: draft.uniqueItems && speaksOf("array"),
    ...(speaksOf("array") ? settleArrays(draft.arrays) : noArray),
    ...(speaksOf("object") ? settleObjects(draft) : noObject),
    applied: new Map([...draft.applied].filter(([keyword]) => speaksOf(applicators[keyword]))),
    nots: draft.nots,
    conditions: draft.conditions,
    choices: draft.choices,
    discriminator: draft.discriminator,
    notes: draft.notes,
    nodes: draft.nodes,
  };
}

/** A list of values implies its types, and types strike values off the list. */
function settleTypes({ types, values }: Draft): Pick<View, "types" | "values"> {
  if (!values) return { types, values };
  const fitting = new Map([...values].filter(([, value]) => !types || admits(types, typeOf(value))));
  return { values: fitting, types: types ?? implied([...fitting.values()].map(typeOf)) };
}

function implied(found: readonly Type[]): Set<Type> {
  const all = new Set(found);
  if (all.has("number")) all.delete("integer");
  return all;
}

function typeOf(value: Json): Type {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}

/** Patterns that every string matches: patterns are not anchored (JSON Schema 2020-12 Validation, section 6.3.3). */
const matchesAll: ReadonlySet<string> = new Set(["", ".*", "^.*$", "^", "$", "^.*", ".*$"]);

function settleLimits(draft: Draft, speaksOf: (type: Type) => boolean): ReadonlyMap<Limit, number> {
  const counted = draft.applied.has("contains");
  return new Map(
    [...draft.limits].filter(
      ([keyword, value]) =>
        value !== limits[keyword].idle && speaksOf(limits[keyword].type) && (counted || !keyword.endsWith("Contains")),
    ),
  );
}

const noArray = { prefixItems: [], items: undefined } as const;

function settleArrays(parts: readonly ArrayPart[]): Pick<View, "prefixItems" | "items"> {
  const length = Math.max(0, ...parts.map(({ prefix }) => prefix.length));
  const prefixItems = Array.from({ length }, (_, i) => parts.flatMap(({ prefix, items }) => prefix[i] ?? items ?? []));
  return { prefixItems, items: together(parts.map(({ items }) => items)) };
}

const noObject = {
  properties: new Map<string, Schema>(),
  patternProperties: new Map<string, Schema>(),
  additional: undefined,
  required: new Set<string>(),
  dependentRequired: new Map<string, Set<string>>(),
  dependentSchemas: new Map<string, Schema>(),
} as const;

function settleObjects(draft: Draft): Omit<typeof noObject, "additional"> & Pick<View, "additional"> {
  const parts = draft.objects;
  const names = new Set(parts.flatMap(({ properties }) => [...properties.keys()]));
  const patterns = new Map<string, Place[]>();
  for (const part of parts) for (const [pattern, place] of part.patterns) append(patterns, pattern, place);
  return {
    properties: new Map([...names].map((name) => [name, parts.flatMap((part) => said(part, name))])),
    patternProperties: patterns,
    additional: together(parts.map(({ additional }) => additional)),
    required: draft.required,
    dependentRequired: draft.dependentRequired,
    dependentSchemas: draft.dependentSchemas,
  };
}

/** What one part says of a named property: its schema, else what it says of all that it does not name. */
function said({ properties, patterns, additional }: ObjectPart, name: string): readonly Place[] {
  const named = properties.get(name);
  if (named) return [named];
  return additional && patterns.size === 0 && !isAnything(additional.node) ? [additional] : [];
}

function together(places: readonly (Place | undefined)[]): Schema | undefined {
  const saying = places.filter((place) => place !== undefined && !isAnything(place.node)) as Place[];
  return saying.length > 0 ? saying : undefined;
}

function isAnything(node: Json): boolean {
  return node === true || (isObject(node) && Object.keys(node).length === 0);
}
