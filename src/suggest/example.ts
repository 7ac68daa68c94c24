import { type Json, type JsonObject, own } from "../json.ts";
import { typesOf } from "./schema.ts";

/** A value to send. */
export interface Example {
  readonly value: Json;
  /** Whether it is what the vendor took where nothing was sent, or the only value there is. */
  readonly isOld: boolean;
}

/** What to send where the code sends nothing yet; undefined for what nobody could guess: lists and objects. */
export function exampleOf(schema: JsonObject): Example | undefined {
  const { enum: choices, examples } = schema;
  const values = Array.isArray(choices) ? choices : [];
  const certain = [own(schema, "default"), own(schema, "const"), ...(values.length === 1 ? values : [])];
  const old = certain.find(isPlain);
  if (old !== undefined) return { value: old, isOld: true };
  const shown = [own(schema, "example"), ...(Array.isArray(examples) ? examples : []), ...values, ofType(schema)];
  const value = shown.find(isPlain);
  return value === undefined ? undefined : { value, isOld: false };
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function ofType(schema: JsonObject): Json | undefined {
  const { format, minimum } = schema;
  const [type] = typesOf(schema);
  // A text that nobody takes for a value: the patch is a placeholder, and a person has to put in theirs.
  if (type === "string") return (typeof format === "string" ? byFormat.get(format) : undefined) ?? "TODO";
  if (type === "integer" || type === "number") return typeof minimum === "number" ? minimum : 0;
  return type === "boolean" ? false : undefined;
}

const byFormat: ReadonlyMap<string, string> = new Map([
  ["date", "2000-01-01"],
  ["date-time", "2000-01-01T00:00:00Z"],
  ["email", "somebody@example.com"],
  ["uri", "https://example.com/"],
  ["uuid", "00000000-0000-0000-0000-000000000000"],
]);
