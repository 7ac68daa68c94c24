import { referenceOf } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import type { Schema, Side } from "../side.ts";

/**
 * A schema as JSON Schema 2020-12, cut down to what some values meet: properties that none of them has are gone, and
 * references are replaced by what they lead to. So it ends where the values end, however recursive the description is.
 * Undefined: it cannot be cut down, because a reference dangles or is dynamic, or it meets too much.
 */
export function narrowed(schema: Schema, values: readonly Json[], side: Side): Json | undefined {
  const context: Context = { side, left: schemasLimit, depth: 0, failed: false };
  const all = schema.map(({ node }) => cut(node, values, context));
  return context.failed ? undefined : { allOf: all };
}

/** More than a value that a report shows can meet. */
const schemasLimit = 1_000;

/** Schemas that apply to one value, one within the other: past this many, they lead back to themselves. */
const depthLimit = 64;

interface Context {
  readonly side: Side;
  left: number;
  depth: number;
  failed: boolean;
}

function cut(written: Json, values: readonly Json[], context: Context): Json {
  const { side } = context;
  const reference = referenceOf(written, side.modern);
  const node = reference === undefined ? written : side.resolve(reference)?.node;
  if (typeof node === "boolean") return node;
  if (!isObject(node) || own(node, "$dynamicRef") !== undefined || context.left-- <= 0 || context.depth > depthLimit) {
    context.failed = true;
    return true;
  }
  context.depth++;
  const schema = {
    ...plain(node),
    ...edges(node),
    ...parts(node, values, context),
    ...referred(node, values, context),
  };
  context.depth--;
  const mayBeNull = own(node, "nullable") === true && values.includes(null);
  return mayBeNull ? { anyOf: [{ type: "null" }, schema] } : schema;
}

const asIs = [
  ..."type enum const format pattern multipleOf maximum minimum maxLength minLength maxItems minItems".split(" "),
  ..."maxProperties minProperties maxContains minContains uniqueItems required dependentRequired".split(" "),
];

function plain(node: JsonObject): JsonObject {
  return Object.fromEntries(
    asIs.flatMap((keyword) => {
      const said = own(node, keyword);
      return said === undefined ? [] : [[keyword, said]];
    }),
  );
}

/** Exclusive bounds in both spellings: a number, or `true` beside the bound. */
function edges(node: JsonObject): JsonObject {
  const found = [["exclusiveMaximum", "maximum"] as const, ["exclusiveMinimum", "minimum"] as const].flatMap(
    ([exclusive, inclusive]) => {
      const said = own(node, exclusive) === true ? own(node, inclusive) : own(node, exclusive);
      return typeof said === "number" ? [[exclusive, said] as const] : [];
    },
  );
  return Object.fromEntries(found);
}

/** Beside other keywords, a reference is one more schema that must hold. */
function referred(node: JsonObject, values: readonly Json[], context: Context): JsonObject {
  const reference = own(node, "$ref");
  if (typeof reference !== "string") return {};
  const branches = own(node, "allOf");
  const target = cut({ $ref: reference }, values, context);
  return { allOf: [target, ...(Array.isArray(branches) ? cutAll(branches, () => values, context) : [])] };
}

/** Which parts of a value each keyword's schema is held against. */
type Reach = (values: readonly Json[]) => readonly Json[];

const themselves: Reach = (values) => values;
const elements: Reach = (values) => values.flatMap((value) => (Array.isArray(value) ? value : []));
const members: Reach = (values) => values.flatMap((value) => (isObject(value) ? (Object.values(value) as Json[]) : []));
const names: Reach = (values) => values.flatMap((value) => (isObject(value) ? Object.keys(value) : []));

const single: Readonly<Record<string, Reach>> = {
  not: themselves,
  if: themselves,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and this object is never awaited
  then: themselves,
  else: themselves,
  items: elements,
  contains: elements,
  unevaluatedItems: elements,
  additionalProperties: members,
  unevaluatedProperties: members,
  propertyNames: names,
};

function parts(node: JsonObject, values: readonly Json[], context: Context): JsonObject {
  const found: [string, Json][] = [];
  for (const [keyword, said = true] of Object.entries(node)) {
    const reach = Object.hasOwn(single, keyword) ? single[keyword] : undefined;
    if (reach) found.push([keyword, cutFor(said, reach(values), context)]);
    else if (isObject(said) && keyword === "properties") found.push([keyword, named(said, values, context)]);
    else if (isObject(said) && keyword === "patternProperties")
      found.push([keyword, each(said, () => members(values), context)]);
    else if (isObject(said) && keyword === "dependentSchemas") found.push([keyword, each(said, () => values, context)]);
    else if (Array.isArray(said) && inPlace.has(keyword)) found.push([keyword, cutAll(said, () => values, context)]);
    else if (Array.isArray(said) && keyword === "prefixItems")
      found.push([
        keyword,
        cutAll(said, (i) => values.flatMap((value) => (Array.isArray(value) ? value.slice(i, i + 1) : [])), context),
      ]);
  }
  return Object.fromEntries(found);
}

const inPlace: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf"]);

/** What holds against nothing need not be said. */
function cutFor(schema: Json, values: readonly Json[], context: Context): Json {
  return values.length === 0 ? true : cut(schema, values, context);
}

function cutAll(schemas: readonly Json[], reach: (index: number) => readonly Json[], context: Context): Json[] {
  return schemas.map((schema, i) => cutFor(schema, reach(i), context));
}

function each(schemas: JsonObject, reach: (name: string) => readonly Json[], context: Context): JsonObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema = true]) => [name, cutFor(schema, reach(name), context)]),
  );
}

function named(properties: JsonObject, values: readonly Json[], context: Context): JsonObject {
  const present = new Set(names(values).filter((name): name is string => typeof name === "string"));
  const met = Object.fromEntries(
    [...present].flatMap((name) => (Object.hasOwn(properties, name) ? [[name, properties[name]]] : [])),
  );
  return each(
    met,
    (name) => values.flatMap((value) => (isObject(value) && Object.hasOwn(value, name) ? [value[name] ?? null] : [])),
    context,
  );
}
