import { compareBounds } from "../schema/bound.ts";
import { formatCovers } from "../schema/format.ts";
import { longest } from "../schema/longest.ts";
import { type Limit, limits, type Note, type View } from "../schema/view.ts";
import { isWhole } from "../schema/whole.ts";
import { typeOfFormat } from "./formats.ts";
import { formatsOf, speaks } from "./values.ts";

/** Whether all that the outer view says of types, numbers, strings and counts is said by the inner one too. */
export function scalarsWithin(outer: View, inner: View): boolean {
  return (
    outer.values === undefined &&
    typesWithin(outer, inner) &&
    numbersWithin(outer, inner) &&
    countsWithin(outer, inner) &&
    stringsWithin(outer, inner) &&
    (!outer.uniqueItems || !speaks(inner, "array") || inner.uniqueItems || mostOf(inner, "maxItems") <= 1) &&
    travelling.every((note) => outer.notes.get(note) === inner.notes.get(note))
  );
}

/** Notes that change what travels, though not what fits. */
const travelling: readonly Note[] = ["readOnly", "writeOnly", "contentEncoding", "contentMediaType"];

function typesWithin({ types: allowed }: View, { types: given, multiplesOf }: View): boolean {
  if (!allowed) return true;
  return (
    given !== undefined &&
    [...given].every(
      (type) =>
        allowed.has(type) ||
        (type === "integer" && allowed.has("number")) ||
        (type === "number" && allowed.has("integer") && isWhole(multiplesOf)),
    )
  );
}

function numbersWithin(outer: View, inner: View): boolean {
  return (
    !speaks(inner, "number") ||
    (compareBounds(outer.maximum, inner.maximum, true) >= 0 &&
      compareBounds(outer.minimum, inner.minimum, false) >= 0 &&
      [...outer.multiplesOf].every((factor) => isMultiple(inner, factor)))
  );
}

/** Only whole numbers are divided: `0.3 / 0.1` is not 3. */
function isMultiple({ types, multiplesOf }: View, factor: number): boolean {
  if (factor === 1 && types?.has("integer")) return true;
  return [...multiplesOf].some(
    (given) => given === factor || (Number.isInteger(given) && Number.isInteger(factor) && given % factor === 0),
  );
}

function countsWithin(outer: View, inner: View): boolean {
  return [...outer.limits].every(([limit, edge]) => {
    if (!speaks(inner, limits[limit].type) || limit.endsWith("Contains")) return true; // `contains` is compared with its counts
    return limit.startsWith("max") ? mostOf(inner, limit) <= edge : leastOf(inner, limit) >= edge;
  });
}

function mostOf(view: View, limit: Limit): number {
  return limit === "maxItems" ? longest(view) : (view.limits.get(limit) ?? Number.POSITIVE_INFINITY);
}

function leastOf(view: View, limit: Limit): number {
  const said = view.limits.get(limit) ?? 0;
  return limit === "minProperties" ? Math.max(said, view.required.size) : said;
}

function stringsWithin(outer: View, inner: View): boolean {
  const given = formatsOf(inner);
  const formats = [...formatsOf(outer)].every((format) => {
    const type = typeOfFormat(format);
    return (type !== undefined && !speaks(inner, type)) || [...given].some((other) => formatCovers(format, other));
  });
  return formats && (!speaks(inner, "string") || [...outer.patterns].every((pattern) => inner.patterns.has(pattern)));
}
