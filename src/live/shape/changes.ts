import type { Place } from "../conformance/place.ts";
import type { Shape } from "../sample.ts";
import type { Pair, Shift } from "./pair.ts";
import { reformatted, rewritten } from "./reformatted.ts";

/** How the values at a place differ from those that were there. Where the contract has a say, it is conformance's matter. */
export function changes(pair: Pair): Shift[] {
  return [retyped(pair) ?? mixed(pair) ?? reformatted(pair), nulled(pair), emptied(pair)].filter(
    (shift) => shift !== undefined,
  );
}

/**
 * That a property is gone. What the contract requires is its own matter; among keys that are data, or where not all is
 * kept, a name may hide.
 */
export function vanished(owner: Pair, name: string): Shift | undefined {
  const { place, was, is, isNews } = owner;
  const n = was.types.object ?? 0;
  const m = is.types.object ?? 0;
  const wasAlways = was.properties?.[name]?.count === n;
  const isRequired = place.facets.some(
    ({ schema }) => Array.isArray(schema.required) && schema.required.includes(name),
  );
  if (!wasAlways || isRequired || is.values || is.cut || !isNews({ n, k: m, m })) return undefined;
  return { rule: "response-property-vanished", text: `was in all of ${n} objects, and is in none of ${m}` };
}

/** Another type needs no statistics: values of one place have one type. */
function retyped(pair: Pair): Shift | undefined {
  const [before, after] = [kinds(pair.was), kinds(pair.is)];
  if (isTyped(pair) || before.length === 0 || after.length === 0) return undefined;
  if (after.some((kind) => before.includes(kind))) return undefined;
  const scalar = rewritten(pair);
  if (scalar && [...before, ...after].every((kind) => kind === "number" || kind === "string")) return scalar;
  return {
    rule:
      before.includes("number") && after.includes("string")
        ? "response-property-number-now-text"
        : "response-property-type-changed",
    text: `was ${before.join(" or ")}, and is ${after.join(" or ")}`,
  };
}

/** A type beside the one that was there may have been rare before: that takes evidence. */
function mixed(pair: Pair): Shift | undefined {
  const { was, is, isItem, isNews } = pair;
  const [before, after] = [kinds(was), kinds(is)];
  const added = after.filter((kind) => !before.includes(kind));
  if (isTyped(pair) || before.length === 0 || added.length === 0) return undefined;
  const k = added.reduce((sum, kind) => sum + countOf(is, kind), 0);
  const m = after.reduce((sum, kind) => sum + countOf(is, kind), 0);
  const n = before.reduce((sum, kind) => sum + countOf(was, kind), 0);
  if (!isNews({ n, k, m })) return undefined;
  return {
    rule: isItem ? "response-items-type-mixed" : "response-property-type-mixed",
    text: `was ${before.join(" or ")}, and is ${added.join(" or ")} in ${k} of ${m} cases`,
  };
}

/** Where null is allowed, some are no news; all are. */
function nulled({ place, was, is, isNews }: Pair): Shift | undefined {
  const [n, k, m] = [was.count, is.types.null ?? 0, is.count];
  const hasSay = place.facets.some(({ schema }) => saysType(schema));
  const isAllowed = place.facets.some(({ schema }) => allowsNull(schema));
  if (was.types.null !== undefined || k === 0 || (hasSay && !(isAllowed && k === m))) return undefined;
  if (!isNews({ n, k, m })) return undefined;
  return { rule: "response-property-now-null", text: `was null in none of ${n} cases, and is in ${k} of ${m}` };
}

function emptied({ place, was, is, isNews }: Pair): Shift | undefined {
  const [n, k, m] = [was.types.array ?? 0, is.empty ?? 0, is.types.array ?? 0];
  const hasSay = place.facets.some(({ schema }) => typeof schema.minItems === "number" && schema.minItems > 0);
  if (was.empty !== undefined || k < m || hasSay || !isNews({ n, k, m })) return undefined;
  return { rule: "response-list-now-empty", text: `was empty in none of ${n} cases, and is in all of ${m}` };
}

function isTyped({ place }: Pair): boolean {
  return place.facets.some(({ schema }) => saysType(schema));
}

type Schema = Place["facets"][number]["schema"];

function saysType(schema: Schema): boolean {
  return ["type", "enum", "const"].some((keyword) => keyword in schema);
}

function allowsNull({ type, nullable, enum: listed, const: only }: Schema): boolean {
  const types = Array.isArray(type) ? type : [type];
  return (
    types.includes("null") || nullable === true || only === null || (Array.isArray(listed) && listed.includes(null))
  );
}

/** A whole number is a number that happens to be whole, and null says nothing of the type. */
function kinds({ types }: Shape): string[] {
  const seen = Object.keys(types).filter((type) => type !== "null");
  return [...new Set(seen.map((type) => (type === "integer" ? "number" : type)))].sort();
}

function countOf({ types }: Shape, kind: string): number {
  return (types[kind] ?? 0) + (kind === "number" ? (types.integer ?? 0) : 0);
}
