import { isObject, type Json, type JsonObject } from "../../src/json.ts";
import { mapValues, rebuild, type SchemaNode, type Vocabulary } from "./schemas.ts";

/** Ways to say the same schemas differently. */
export const schemaSpellings: Readonly<Record<string, (vocabulary: Vocabulary) => Vocabulary>> = {
  "an allOf around each schema": each((schema) => ({ allOf: [schema] })),
  "a oneOf around each schema": each((schema) => ({ oneOf: [schema] })),
  "an anyOf around each schema": each((schema) => ({ anyOf: [schema] })),
  "keywords spread over an allOf": each(spread),
  "const as an enum of one": each(({ const: constant, ...rest }) =>
    constant === undefined ? rest : { ...rest, enum: [constant] },
  ),
  "enum as a oneOf of constants": each(({ enum: values, ...rest }) =>
    values === undefined ? rest : { ...rest, oneOf: list(values).map((value) => ({ const: value })) },
  ),
  "one type as a list of one": each((schema) =>
    typeof schema.type === "string" ? { ...schema, type: [schema.type] } : schema,
  ),
  "null as a branch of anyOf": each((schema) => (isNullable(schema) ? { anyOf: list(schema.oneOf) } : schema)),
  "null in the list of types": each(nullAmongTypes),
  "keywords that say what holds anyway": each((schema) => ({ ...idle[String(schema.type)], ...schema })),
  "keywords of another type": each((schema) =>
    schema.type === "object"
      ? { ...schema, maxLength: 3 }
      : schema.type === "array"
        ? { ...schema, minimum: 3 }
        : schema,
  ),
  "maximum as exclusiveMaximum of an integer": each(exclusiveMaximum),
  "references written out": (vocabulary) =>
    each((schema) => {
      const name = referred(schema);
      return name === undefined ? schema : vocabulary.components[name as keyof Vocabulary["components"]];
    })(vocabulary),
  "components under other names": (vocabulary) => {
    const renamed = each((schema) =>
      referred(schema) === undefined ? schema : { $ref: `${String(schema.$ref)}Renamed` },
    )(vocabulary);
    const components = Object.entries(renamed.components).map(([name, schema]) => [`${name}Renamed`, schema]);
    return { schema: renamed.schema, components: Object.fromEntries(components) };
  },
  "a component of its own for an inline schema": ({ schema, components }) => ({
    schema: { $ref: "#/components/schemas/Whole" },
    components: { ...components, Whole: schema } as Vocabulary["components"],
  }),
  "keys, properties, branches and lists in reverse": each(
    (schema) => reversed(mapValues(schema, (said) => reversed(said))) as SchemaNode,
  ),
};

/** Ways to say the same operation differently. */
export const operationSpellings: Readonly<Record<string, (document: JsonObject) => JsonObject>> = {
  "a path parameter of another name": edit(/\bid\b/g, "thing_id"),
  "a charset on each media type": edit(/application\/json/g, "Application/JSON; charset=utf-8"),
  "defaults that are written out": edit(/"in":"query"/g, '"in":"query","style":"form","explode":true,"required":false'),
  "a parameter of the path item": (document) =>
    inOperation(document, ({ parameters = [], ...operation }) => ({ parameters, post: operation })),
  "a parameter behind a reference": (document) => {
    const moved = inOperation(document, ({ parameters = [], ...operation }) => ({
      post: { ...operation, parameters: list(parameters).map((_, i) => ({ $ref: `#/components/parameters/P${i}` })) },
    }));
    const { parameters = [] } = operationOf(document);
    const named = Object.fromEntries(list(parameters).map((parameter, i) => [`P${i}`, parameter]));
    return { ...moved, components: { ...(moved.components as JsonObject), parameters: named } };
  },
};

/** Applied to each sub-schema, the innermost first. */
function each(change: (schema: SchemaNode) => SchemaNode): (vocabulary: Vocabulary) => Vocabulary {
  return ({ schema, components }) => ({
    schema: rebuild(schema, change) as SchemaNode,
    components: mapValues(components, (component) => rebuild(component, change)) as Vocabulary["components"],
  });
}

/** `additionalProperties` looks at its neighbours, so they stay together. */
function spread({ properties, additionalProperties, ...others }: SchemaNode): SchemaNode {
  const together = {
    ...(properties === undefined ? {} : { properties }),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
  };
  return { allOf: [together, ...Object.entries(others).map(([keyword, said = null]) => ({ [keyword]: said }))] };
}

function isNullable(schema: SchemaNode): boolean {
  const branches = list(schema.oneOf);
  return branches.length === 2 && isObject(branches[1]) && branches[1].type === "null";
}

function nullAmongTypes(schema: SchemaNode): SchemaNode {
  const [inner] = list(schema.oneOf);
  if (!isNullable(schema) || !isObject(inner) || typeof inner.type !== "string" || inner.type === "null") return schema;
  return { ...inner, type: [inner.type, "null"] };
}

const idle: Readonly<Record<string, SchemaNode>> = {
  string: { minLength: 0, pattern: ".*" },
  integer: { multipleOf: 1 },
  array: { minItems: 0, uniqueItems: false },
  object: { minProperties: 0, additionalProperties: true, required: [] },
};

function exclusiveMaximum({ maximum, ...rest }: SchemaNode): SchemaNode {
  if (typeof maximum !== "number") return rest;
  return rest.type === "integer" && rest.exclusiveMaximum === undefined
    ? { ...rest, exclusiveMaximum: maximum + 1 }
    : { ...rest, maximum };
}

function referred({ $ref }: SchemaNode): string | undefined {
  return typeof $ref === "string" ? $ref.split("/").at(-1) : undefined;
}

function reversed(said: Json): Json {
  if (Array.isArray(said)) return said.toReversed();
  return isObject(said) ? Object.fromEntries(Object.entries(said).reverse()) : said;
}

function list(said: Json | undefined): readonly Json[] {
  return Array.isArray(said) ? said : [];
}

function edit(found: RegExp, put: string): (document: JsonObject) => JsonObject {
  return (document) => JSON.parse(JSON.stringify(document).replace(found, put));
}

function operationOf({ paths }: JsonObject): JsonObject {
  const [item] = Object.values(paths as JsonObject);
  return (item as JsonObject).post as JsonObject;
}

/** Gives the document's only path another item, made of its operation. */
function inOperation(document: JsonObject, item: (operation: JsonObject) => JsonObject): JsonObject {
  return { ...document, paths: mapValues(document.paths ?? {}, () => item(operationOf(document))) };
}
