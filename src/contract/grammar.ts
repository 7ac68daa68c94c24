/**
 * What a place of a description is: one of OpenAPI's objects, a map of them (`schema{}`: any name, then a schema), text
 * for people, an `x-` extension, or a plain value. A list is the same place as its elements.
 */
export type Place = Kind | `${Kind}{}` | Leaf;
type Kind = keyof typeof kinds;
type Leaf = "data" | "prose" | "extension";

const described = { description: "prose", summary: "prose", externalDocs: "prose" } as const;

const parameter = {
  ...described,
  schema: "schema",
  content: "media type{}",
  examples: "example{}",
  items: "schema", // 2.0
} as const;

const operation = {
  ...described,
  parameters: "parameter",
  requestBody: "request body",
  responses: "responses",
  callbacks: "callback{}",
  security: "security requirement",
  servers: "server",
} as const;

/**
 * The members of each kind of object; `*` is every other name. What is not listed is data. Members of 2.0 stand beside
 * those of 3.x, for no name means two things.
 * @see OpenAPI 3.2.0, section 4; OpenAPI 2.0, "Schema"; JSON Schema 2020-12 Core, section 10
 */
const kinds = {
  document: {
    ...described,
    info: "info",
    servers: "server",
    paths: "paths",
    webhooks: "path item{}",
    components: "components",
    security: "security requirement",
    tags: "prose",
    definitions: "schema{}",
    parameters: "parameter{}",
    responses: "response{}",
    securityDefinitions: "security scheme{}",
  },
  info: { ...described, contact: "prose", license: "prose", termsOfService: "prose" },
  server: { ...described, variables: "server variable{}" },
  "server variable": described,
  components: {
    schemas: "schema{}",
    responses: "response{}",
    parameters: "parameter{}",
    examples: "example{}",
    requestBodies: "request body{}",
    headers: "header{}",
    securitySchemes: "security scheme{}",
    links: "link{}",
    callbacks: "callback{}",
    pathItems: "path item{}",
    mediaTypes: "media type{}",
  },
  paths: { "*": "path item" },
  "path item": {
    ...described,
    servers: "server",
    parameters: "parameter",
    get: "operation",
    put: "operation",
    post: "operation",
    delete: "operation",
    options: "operation",
    head: "operation",
    patch: "operation",
    trace: "operation",
    query: "operation",
    additionalOperations: "operation{}",
  },
  operation,
  parameter,
  header: parameter,
  "request body": { ...described, content: "media type{}" },
  "media type": {
    schema: "schema",
    itemSchema: "schema",
    example: "prose",
    examples: "example{}",
    encoding: "encoding{}",
    prefixEncoding: "encoding",
    itemEncoding: "encoding",
  },
  encoding: {
    headers: "header{}",
    encoding: "encoding{}",
    prefixEncoding: "encoding",
    itemEncoding: "encoding",
  },
  responses: { "*": "response" },
  response: {
    ...described,
    headers: "header{}",
    content: "media type{}",
    links: "link{}",
    schema: "schema", // 2.0
    examples: "prose", // 2.0
  },
  callback: { "*": "path item" },
  example: described,
  link: { ...described, server: "server" },
  "security scheme": described,
  "security requirement": {},
  discriminator: { mapping: "schema name{}", defaultMapping: "schema name" },
  "schema name": {},
  schema: {
    ...described,
    $comment: "prose",
    example: "prose",
    examples: "prose",
    properties: "schema{}",
    patternProperties: "schema{}",
    additionalProperties: "schema",
    unevaluatedProperties: "schema",
    propertyNames: "schema",
    items: "schema",
    prefixItems: "schema",
    additionalItems: "schema",
    unevaluatedItems: "schema",
    contains: "schema",
    contentSchema: "schema",
    discriminator: "discriminator",
    allOf: "schema",
    oneOf: "schema",
    anyOf: "schema",
    not: "schema",
    if: "schema",
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, and this object is never awaited
    then: "schema",
    else: "schema",
    dependentSchemas: "schema{}",
    $defs: "schema{}",
    definitions: "schema{}",
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const table: Readonly<Record<string, Readonly<Record<string, Place>>>> = kinds;

/** What the member of that name is, in an object that stands at the place. */
export function memberPlace(place: Place, name: string): Place {
  if (place.endsWith("{}")) return place.slice(0, -2) as Kind;
  const members = table[place];
  if (!members) return place; // within a plain value, text or an extension, everything is more of it
  if (Object.hasOwn(members, name)) return members[name] ?? "data";
  if (name.startsWith("x-")) return "extension";
  return members["*"] ?? "data";
}

/** Whether nothing at the place, nor within it, is a part of OpenAPI: a `$ref` there is only a name. */
export function isLeaf(place: Place): place is Leaf {
  return place === "data" || place === "prose" || place === "extension";
}
