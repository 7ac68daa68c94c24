import { referenceOf } from "../../contract/reference.ts";
import { canonical, isObject, type Json, type JsonObject, own } from "../../json.ts";
import type { Schema, Side } from "../side.ts";
import { fitsNumberFormat, typeOfFormat } from "./formats.ts";

/** Undefined: it cannot be told here, for want of a regular expression engine, or of fuel. */
export type Verdict = boolean | undefined;

/** What tells whether a text matches a pattern, or is written in a format. */
export interface Engines {
  pattern(pattern: string, text: string): Verdict;
  format(format: string, text: string): Verdict;
}

const none: Engines = { pattern: () => undefined, format: () => undefined };

/** How many schemas may still be held against a value. Shared by what belongs to one question. */
export interface Fuel {
  left: number;
}

/**
 * Whether a value fits a schema: quick, without a compiled validator, and never wrong where it answers.
 * @see JSON Schema 2020-12 Core, sections 10 and 11; Validation, section 6
 */
export function accepts(
  schema: Schema,
  value: Json,
  side: Side,
  fuel: Fuel = { left: 2_000 },
  engines: Engines = none,
): Verdict {
  return every(schema, ({ node }) => fits(node, value, { side, fuel, engines, depth: 0 }));
}

interface Context {
  readonly side: Side;
  readonly fuel: Fuel;
  readonly engines: Engines;
  readonly depth: number;
}

/** Schemas that apply to one value, one within the other: past this many, they lead back to themselves. */
const depthLimit = 64;

function fits(written: Json, value: Json, context: Context): Verdict {
  if (context.fuel.left-- <= 0 || context.depth > depthLimit) return undefined;
  const node = followed(written, context.side);
  if (typeof node === "boolean") return node;
  if (!isObject(node)) return undefined;
  if (value === null && own(node, "nullable") === true) return true;
  const below = { ...context, depth: context.depth + 1 };
  return every(Object.keys(node), (keyword) => {
    const said = node[keyword];
    const check = checks.get(keyword);
    return !check || said === undefined || check(said, value, node, below);
  });
}

function followed(node: Json, side: Side): Json | undefined {
  const reference = referenceOf(node, side.modern);
  return reference === undefined ? node : side.resolve(reference)?.node;
}

function every<T>(all: Iterable<T>, verdict: (one: T) => Verdict): Verdict {
  let answer: Verdict = true;
  for (const one of all) {
    const found = verdict(one);
    if (found === false) return false;
    if (found === undefined) answer = undefined;
  }
  return answer;
}

function some<T>(all: Iterable<T>, verdict: (one: T) => Verdict): Verdict {
  return negated(every(all, (one) => negated(verdict(one))));
}

function negated(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

/** What one keyword says of a value. What is written wrongly cannot be told. */
type Check = (said: Json, value: Json, node: JsonObject, context: Context) => Verdict;

const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["type", (said, value) => some(Array.isArray(said) ? said : [said], (type: Json) => isOfType(type, value))],
  ["enum", (said, value) => (Array.isArray(said) ? textsOf(said).has(canonical(value)) : undefined)],
  ["const", (said, value) => canonical(said) === canonical(value)],
  ["maximum", number((value, edge) => value <= edge)],
  ["minimum", number((value, edge) => value >= edge)],
  ["exclusiveMaximum", exclusive("maximum", (value, edge) => value < edge)],
  ["exclusiveMinimum", exclusive("minimum", (value, edge) => value > edge)],
  ["multipleOf", number((value, factor) => factor > 0 && Number.isInteger(value / factor))],
  ["maxLength", count(charactersOf, (length, limit) => length <= limit)],
  ["minLength", count(charactersOf, (length, limit) => length >= limit)],
  ["maxItems", count(elementsOf, (length, limit) => length <= limit)],
  ["minItems", count(elementsOf, (length, limit) => length >= limit)],
  ["maxProperties", count(propertiesOf, (length, limit) => length <= limit)],
  ["minProperties", count(propertiesOf, (length, limit) => length >= limit)],
  ["pattern", text((pattern, value, { pattern: matches }) => matches(pattern, value))],
  [
    "format",
    (said, value, _node, { engines }) => (typeof said === "string" ? fitsFormat(said, value, engines) : undefined),
  ],
  ["uniqueItems", (said, value) => said !== true || !Array.isArray(value) || textsOf(value).size === value.length],
  ["items", elements((all, items, { prefixItems }, holds) => every(all.slice(lengthOf(prefixItems)), holds(items)))],
  [
    "prefixItems",
    elements((all, prefix, _node, holds) => every(all.entries(), ([i, one]) => atIndex(prefix, i, one, holds))),
  ],
  ["contains", elements(containsEnough)],
  ["unevaluatedItems", (_said, value) => (Array.isArray(value) ? undefined : true)],
  ["required", (said, value) => (isObject(value) ? everyName(said, (name) => Object.hasOwn(value, name)) : true)],
  ["properties", (said, value, _node, context) => (isObject(value) ? namedFit(said, value, context) : true)],
  ["patternProperties", (said, value) => (hasMembers(value) && hasMembers(said) ? undefined : true)],
  [
    "additionalProperties",
    (said, value, node, context) => (isObject(value) ? otherFit(said, value, node, context) : true),
  ],
  ["unevaluatedProperties", (_said, value) => (hasMembers(value) ? undefined : true)],
  ["propertyNames", (said, value, _node, context) => every(namesOf(value), (name) => fits(said, name, context))],
  [
    "dependentRequired",
    (said, value) =>
      every(triggered(said, value), ([, names]) => everyName(names, (name) => namesOf(value).includes(name))),
  ],
  [
    "dependentSchemas",
    (said, value, _node, context) => every(triggered(said, value), ([, schema]) => fits(schema, value, context)),
  ],
  [
    "$ref",
    (said, value, _node, context) => (typeof said === "string" ? fits({ $ref: said }, value, context) : undefined),
  ],
  ["$dynamicRef", () => undefined],
  ["allOf", branches(every)],
  ["anyOf", branches(some)],
  ["oneOf", branches(exactlyOne)],
  ["not", (said, value, _node, context) => negated(fits(said, value, context))],
  ["if", conditional],
]);

function isOfType(type: Json, value: Json): Verdict {
  switch (type) {
    case "null":
      return value === null;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "boolean":
    case "number":
    case "string":
      return typeof value === type;
    default:
      return undefined;
  }
}

const texts = new WeakMap<readonly Json[], ReadonlySet<string>>();

function textsOf(values: readonly Json[]): ReadonlySet<string> {
  const known = texts.get(values) ?? new Set(values.map(canonical));
  texts.set(values, known);
  return known;
}

function number(holds: (value: number, edge: number) => boolean): Check {
  return (said, value) => {
    if (typeof value !== "number") return true;
    return typeof said === "number" ? holds(value, said) : undefined;
  };
}

/** OpenAPI 3.0 says `true` beside the bound; JSON Schema 2020-12 makes it a number of its own. */
function exclusive(bound: "maximum" | "minimum", holds: (value: number, edge: number) => boolean): Check {
  const check = number(holds);
  return (said, value, node, context) => {
    if (typeof said !== "boolean") return check(said, value, node, context);
    const edge = said ? node[bound] : undefined;
    return edge === undefined || check(edge, value, node, context);
  };
}

function count(
  lengthIn: (value: Json) => number | undefined,
  holds: (length: number, limit: number) => boolean,
): Check {
  return (said, value) => {
    const length = lengthIn(value);
    if (length === undefined) return true;
    return typeof said === "number" ? holds(length, said) : undefined;
  };
}

/** In Unicode characters, as JSON Schema counts (RFC 8259, section 7). */
function charactersOf(value: Json): number | undefined {
  return typeof value === "string" ? [...value].length : undefined;
}

function elementsOf(value: Json): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function propertiesOf(value: Json): number | undefined {
  return isObject(value) ? Object.keys(value).length : undefined;
}

function text(holds: (said: string, value: string, engines: Engines) => Verdict): Check {
  return (said, value, _node, { engines }) => {
    if (typeof value !== "string") return true;
    return typeof said === "string" ? holds(said, value, engines) : undefined;
  };
}

function fitsFormat(format: string, value: Json, engines: Engines): Verdict {
  if (typeof value === "number") return fitsNumberFormat(format, value);
  return typeof value !== "string" || typeOfFormat(format) !== "string" || engines.format(format, value);
}

type Fit = (schema: Json) => (value: Json) => Verdict;

function elements(check: (all: readonly Json[], said: Json, node: JsonObject, holds: Fit) => Verdict): Check {
  return (said, value, node, context) =>
    !Array.isArray(value) || check(value, said, node, (schema) => (element) => fits(schema, element, context));
}

function lengthOf(list: Json | undefined): number {
  return Array.isArray(list) ? list.length : 0;
}

function atIndex(prefix: Json, index: number, element: Json, holds: Fit): Verdict {
  if (!Array.isArray(prefix)) return undefined;
  const schema: Json | undefined = prefix[index];
  return schema === undefined || holds(schema)(element);
}

function containsEnough(all: readonly Json[], said: Json, node: JsonObject, holds: Fit): Verdict {
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = node;
  if (typeof minContains !== "number" || typeof maxContains !== "number") return undefined;
  const { yes, unknown } = tally(all, holds(said));
  if (yes > maxContains || yes + unknown < minContains) return false;
  return yes >= minContains && yes + unknown <= maxContains ? true : undefined;
}

function exactlyOne(branches: readonly Json[], verdict: (branch: Json) => Verdict): Verdict {
  const { yes, unknown } = tally(branches, verdict);
  if (yes > 1 || yes + unknown === 0) return false;
  return unknown === 0 ? true : undefined;
}

function tally<T>(all: readonly T[], verdict: (one: T) => Verdict): { readonly yes: number; readonly unknown: number } {
  const verdicts = all.map(verdict);
  return {
    yes: verdicts.filter((found) => found === true).length,
    unknown: verdicts.filter((found) => found === undefined).length,
  };
}

function everyName(said: Json, holds: (name: string) => boolean): Verdict {
  return Array.isArray(said)
    ? every(said, (name: Json) => (typeof name === "string" ? holds(name) : undefined))
    : undefined;
}

function namesOf(value: Json): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function hasMembers(value: Json): boolean {
  return namesOf(value).length > 0;
}

function namedFit(said: Json, value: JsonObject, context: Context): Verdict {
  if (!isObject(said)) return undefined;
  return every(Object.keys(value), (name) => {
    const schema = own(said, name);
    return schema === undefined || fits(schema, value[name] ?? null, context);
  });
}

/** Which names a pattern takes away cannot be told. */
function otherFit(said: Json, value: JsonObject, node: JsonObject, context: Context): Verdict {
  const { properties = {}, patternProperties = {} } = node;
  const others = Object.keys(value).filter((name) => !isObject(properties) || !Object.hasOwn(properties, name));
  const verdict = every(others, (name) => fits(said, value[name] ?? null, context));
  return verdict === false && hasMembers(patternProperties) ? undefined : verdict;
}

/** The entries of `dependentRequired` or `dependentSchemas` whose property the value has. */
function triggered(said: Json, value: Json): readonly (readonly [name: string, dependent: Json])[] {
  if (!isObject(said) || !isObject(value)) return [];
  return Object.keys(said)
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => [name, said[name] ?? true]);
}

function branches(combine: (all: readonly Json[], verdict: (branch: Json) => Verdict) => Verdict): Check {
  return (said, value, _node, context) =>
    Array.isArray(said) && said.length > 0 ? combine(said, (branch) => fits(branch, value, context)) : undefined;
}

function conditional(said: Json, value: Json, node: JsonObject, context: Context): Verdict {
  const part = (keyword: "then" | "else") => fits(node[keyword] ?? true, value, context);
  const condition = fits(said, value, context);
  if (condition !== undefined) return part(condition ? "then" : "else");
  const [met, unmet] = [part("then"), part("else")];
  return met === unmet ? met : undefined;
}
