import { objectBehind } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import { exampleOf } from "../example.ts";
import { typesOf } from "../schema.ts";

/** How full a value is made. */
interface Fill {
  /** Whether what may be missing is there. */
  readonly isFull: boolean;
  /** Whether what may be null is null. */
  readonly isNull: boolean;
  /** Which of several values or branches. */
  readonly choice: number;
}

const fills: readonly Fill[] = [
  { isFull: false, isNull: false, choice: 0 },
  ...Array.from({ length: 6 }, (_, choice) => ({ isFull: true, isNull: false, choice })),
  { isFull: true, isNull: true, choice: 0 },
];

/** Deeper down, only what must be there is made; deeper still, nothing. */
const [fullDepth, depthLimit] = [6, 12];

/**
 * Values that a schema should allow: the smallest, full ones, and with what may be null as null; then its own examples.
 * They may not all fit: formats and patterns are only guessed at.
 * @param known what to put at a place, by its JSON Pointer with array indices as `*`
 */
export function valuesOf(
  schema: Json,
  document: JsonObject,
  known: (pointer: string, value: Json) => Json | undefined,
): Json[] {
  const made = fills.flatMap((fill) => {
    const value = makerOf(document, known, fill)(schema, "", 0);
    return value === undefined ? [] : [value];
  });
  const { example, examples } = objectBehind(document, schema) ?? {};
  const shown = [...(example === undefined ? [] : [example]), ...(Array.isArray(examples) ? examples : [])];
  return [...new Map([...made, ...shown].map((value) => [JSON.stringify(value), value])).values()];
}

type Maker = (schema: Json, pointer: string, depth: number) => Json | undefined;

function makerOf(
  document: JsonObject,
  known: (pointer: string, value: Json) => Json | undefined,
  { isFull, isNull, choice }: Fill,
): Maker {
  return made;

  function made(node: Json, pointer: string, depth: number): Json | undefined {
    const schema = whole(node);
    if (depth > depthLimit) return undefined;
    if (isNull && typesOf(schema).includes("null")) return null;
    const value = plain(schema, pointer, depth);
    return value === undefined ? undefined : (known(pointer, value) ?? value);
  }

  /** With the parts of `allOf`, and one branch of each choice. */
  function whole(node: Json): JsonObject {
    const schema = objectBehind(document, node) ?? {};
    const branches = [schema.oneOf, schema.anyOf].flatMap((list) =>
      Array.isArray(list) && list.length > 0 ? [list[choice % list.length] as Json] : [],
    );
    const parts = [...(Array.isArray(schema.allOf) ? schema.allOf : []), ...branches];
    return parts.reduce<JsonObject>((all, part) => joined(all, whole(part)), schema);
  }

  function plain(schema: JsonObject, pointer: string, depth: number): Json | undefined {
    const [type = "properties" in schema ? "object" : "string"] = typesOf(schema).filter((one) => one !== "null");
    const listed =
      own(schema, "const") ?? (Array.isArray(schema.enum) ? schema.enum[choice % schema.enum.length] : undefined);
    if (listed !== undefined) return listed;
    if (type === "object") return object(schema, pointer, depth);
    if (type === "array") return list(schema, pointer, depth);
    const shown = exampleOf(schema)?.value;
    return type === "string" && typeof shown === "string" ? sized(shown, schema) : shown;
  }

  function object(schema: JsonObject, pointer: string, depth: number): Json | undefined {
    const required = Array.isArray(schema.required) ? schema.required : [];
    const members: [string, Json][] = [];
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      const isRequired = required.includes(name);
      if (!isRequired && !(isFull && depth < fullDepth)) continue;
      const value = made(property ?? {}, join(pointer, name), depth + 1);
      if (value !== undefined) members.push([name, value]);
      else if (isRequired) return undefined;
    }
    return Object.fromEntries(members);
  }

  function list({ items = {}, minItems, uniqueItems }: JsonObject, pointer: string, depth: number): Json | undefined {
    const least = typeof minItems === "number" ? minItems : 0;
    const count = isFull && depth < fullDepth ? Math.max(least, uniqueItems === true ? 1 : 2) : least;
    if (count === 0) return [];
    const item = made(items, join(pointer, "*"), depth + 1);
    return item === undefined ? (least === 0 ? [] : undefined) : Array.from({ length: count }, () => item);
  }
}

function sized(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: JsonObject): string {
  return typeof minLength === "number" && typeof maxLength === "number"
    ? text.padEnd(minLength, "x").slice(0, maxLength)
    : text;
}

function joined(a: JsonObject, b: JsonObject): JsonObject {
  const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
  const members = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
  return {
    ...a,
    ...b,
    properties: { ...members(a.properties), ...members(b.properties) },
    required: [...list(a.required), ...list(b.required)],
  };
}
