import type { Use } from "../../impact/use.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { isConvertible } from "../kinds/type-changed.ts";
import { typesOf } from "../schema.ts";
import { isTimeText } from "../time/is-time-text.ts";
import { unitsRead } from "../time/read.ts";
import { unitOf } from "../time/unit.ts";
import { type Plain, plainType } from "../type/changed-type.ts";
import type { Conversion } from "./shim.ts";

/**
 * How a value that has another type now becomes what it was; undefined where nobody can tell.
 * @param uses where the code reads the very value
 */
export function conversionOf(
  name: string,
  before: JsonObject,
  after: JsonObject,
  uses: readonly Use[],
): Conversion | undefined {
  const [was, is] = [plainType(before), plainType(after)];
  if (was && is) return was === is ? undefined : ofPlain(name, { before, after, was }, uses);
  if (was && typesOf(after).includes("object") && idType(after) === was) return { to: "id", type: was };
  if (is && typesOf(before).includes("object") && idType(before) === is) return { to: "object", type: is };
  return undefined;
}

interface Plains {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly was: Plain;
}

function ofPlain(name: string, { before, after, was }: Plains, uses: readonly Use[]): Conversion | undefined {
  if (was === "number" && isTimeText(after)) {
    const unit = unitOf(name, uses.flatMap(unitsRead));
    return unit && { to: "unix time", unit, isWhole: typesOf(before).includes("integer") };
  }
  if (isTimeText(before)) {
    const unit = unitOf(name, []);
    return unit && { to: "date-time", unit };
  }
  return isConvertible({ before, after }) ? { to: was } : undefined;
}

/** Only where it is always there. */
function idType({ properties, required }: JsonObject): Plain | undefined {
  const id = isObject(properties) ? properties.id : undefined;
  return isObject(id) && Array.isArray(required) && required.includes("id") ? plainType(id) : undefined;
}

/** What it does, for people: after `\`at\` `. */
export function toldAs(how: Conversion): string {
  switch (how.to) {
    case "number":
    case "string":
      return `is a ${how.to} again`;
    case "unix time":
      return `is a Unix time in ${how.unit === "s" ? "seconds" : "milliseconds"} again`;
    case "date-time":
      return `is a time as ISO 8601 writes it again; what comes is taken for ${how.unit === "s" ? "seconds" : "milliseconds"}`;
    case "id":
      return "is the id again, and not what has it";
    case "object":
      return "is an object again, with nothing but the id";
    case "value":
      return `has the values of before again: ${Array.from(how.spellings, ([now, old]) => `${old} for ${now}`).join(", ")}`;
  }
}

/** The code that makes the old value of the new one. @param value an expression that can be repeated */
export function conversionCode(how: Conversion, value: string, quoted: (text: string) => string): string {
  switch (how.to) {
    case "number":
      return `Number(${value})`;
    case "string":
      return `String(${value})`;
    case "unix time": {
      const seconds = how.isWhole ? `Math.floor(Date.parse(${value}) / 1000)` : `Date.parse(${value}) / 1000`;
      return how.unit === "s" ? seconds : `Date.parse(${value})`;
    }
    case "date-time":
      return `new Date(${value}${how.unit === "s" ? " * 1000" : ""}).toISOString()`;
    case "id":
      return `${value}.id`;
    case "object":
      return `{ id: ${value} }`;
    case "value":
      return (
        Array.from(how.spellings, ([now, old]) => `${value} === ${quoted(now)} ? ${quoted(old)} : `).join("") + value
      );
  }
}

/** What the value of now is, as TypeScript writes it. */
export function convertedType(how: Conversion): string {
  switch (how.to) {
    case "number":
    case "unix time":
    case "value":
      return "string";
    case "string":
    case "date-time":
      return "number";
    case "id":
      return `{ id: ${how.type} }`;
    case "object":
      return how.type;
  }
}
