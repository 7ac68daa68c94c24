import { resolve } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";

/**
 * What a contract says of the values at a place, as far as types go: all of some schemas, or one of some. What is too
 * much to follow is left out, so a value that is allowed is never taken for one that is not.
 */
export type Says =
  | { readonly kind: "all" | "any"; readonly parts: readonly Says[] }
  | { readonly kind: "schema"; readonly schema: JsonObject; readonly pointer: string };

/** One level down in a value. */
export type Down =
  | { readonly to: "property"; readonly name: string }
  | { readonly to: "items" }
  /** What lies behind keys that are data. */
  | { readonly to: "values" };

const anything: Says = { kind: "all", parts: [] };
const never: Says = { kind: "any", parts: [] };

/** Nobody writes so many alternatives by hand; to follow all of them all the way down would take too long. */
const mostAlternatives = 100;

/** What a schema says, behind its references and in all its parts. */
export function says(document: JsonObject, schema: Json | undefined, pointer: string): Says {
  return read(document, schema, pointer, new Set());
}

function read(document: JsonObject, schema: Json | undefined, pointer: string, above: ReadonlySet<string>): Says {
  if (!isObject(schema) || above.has(pointer)) return anything;
  const inside = new Set(above).add(pointer);
  const { $ref, nullable } = schema;
  const target = typeof $ref === "string" ? resolve(document, $ref) : undefined;
  const referred = target && !("dangling" in target) ? [read(document, target.node, target.pointer, inside)] : [];
  const isAlone = typeof $ref === "string" && String(document.openapi).startsWith("3.0"); // nothing counts beside it there
  const own = isAlone
    ? []
    : [{ kind: "schema", schema, pointer } as const, ...combined(document, schema, pointer, inside)];
  const said: Says = { kind: "all", parts: [...referred, ...own] };
  return nullable === true ? { kind: "any", parts: [onlyNull, said] } : said;
}

const onlyNull: Says = { kind: "schema", schema: { type: "null" }, pointer: "" };

function combined(document: JsonObject, schema: JsonObject, pointer: string, above: ReadonlySet<string>): Says[] {
  return (["allOf", "anyOf", "oneOf"] as const).flatMap((keyword): Says[] => {
    const branches = own(schema, keyword);
    if (!Array.isArray(branches) || branches.length === 0 || branches.length > mostAlternatives) return [];
    const parts = branches.map((branch: Json, i) => read(document, branch, join(pointer, keyword, i), above));
    return [{ kind: keyword === "allOf" ? "all" : "any", parts }];
  });
}

/** What is said of what lies one level down. */
export function below(document: JsonObject, said: Says, down: Down): Says {
  if (said.kind !== "schema") return { kind: said.kind, parts: said.parts.map((part) => below(document, part, down)) };
  const { schema, pointer } = said;
  if (!ownTypes(schema).has(down.to === "items" ? "array" : "object")) return never;
  const keyword = keywordOf(schema, down);
  if (keyword === undefined) return anything;
  const [holder, name] = keyword;
  const member = name === undefined ? own(schema, holder) : own(own(schema, holder) as JsonObject, name);
  return says(document, member, name === undefined ? join(pointer, holder) : join(pointer, holder, name));
}

/** Where a schema speaks of it, if that is the only place where it may. */
function keywordOf(schema: JsonObject, down: Down): [holder: string, name?: string] | undefined {
  const { properties, patternProperties, prefixItems } = schema;
  if (down.to === "items") return prefixItems === undefined ? ["items"] : undefined;
  if (down.to === "property" && isObject(properties) && Object.hasOwn(properties, down.name))
    return ["properties", down.name];
  // A map's keys that are data may be declared ones as well.
  const isElsewhere = patternProperties !== undefined || (down.to === "values" && properties !== undefined);
  return isElsewhere ? undefined : ["additionalProperties"];
}

const everyType = ["null", "boolean", "integer", "number", "string", "array", "object"] as const;

/** The JSON types that a value may have: `integer` and `number` apart, as in a shape. */
export function typesOf(said: Says): ReadonlySet<string> {
  if (said.kind === "schema") return ownTypes(said.schema);
  const parts = said.parts.map(typesOf);
  const quantity = said.kind === "all" ? "every" : "some";
  return new Set(everyType.filter((type) => parts[quantity]((allowed) => allowed.has(type))));
}

function ownTypes(schema: JsonObject): ReadonlySet<string> {
  const { type, const: only } = schema;
  const listed = own(schema, "enum");
  const named = [type].flat().flatMap((name) => (name === "number" ? ["number", "integer"] : [name]));
  const known = type === undefined ? everyType : everyType.filter((one) => named.includes(one));
  const values = only === undefined ? listed : [only];
  if (!Array.isArray(values)) return new Set(known);
  const types = new Set(values.map(typeOf));
  return new Set(known.filter((one) => types.has(one)));
}

/** The JSON type of a value; a whole number is an `integer`, however it was written. */
function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}
