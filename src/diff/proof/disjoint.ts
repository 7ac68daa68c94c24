import { canonical, type Json } from "../../json.ts";
import type { Bound } from "../schema/bound.ts";
import { isNull } from "../schema/choice.ts";
import type { Limit, Type, View } from "../schema/view.ts";
import type { Place, Schema } from "../side.ts";
import { accepts } from "./accepts.ts";
import { isLegible } from "./legible.ts";
import { saidOf } from "./member.ts";
import type { Origin } from "./origin.ts";
import { isEmpty, typesOf, valuesOf } from "./values.ts";

/** How deep a property that tells two objects apart may lie. */
const depthLimit = 3;

/**
 * Whether it is proved that no value, `null` aside, fits both: their types, values or ranges do not meet, or some
 * property that must be there tells them apart, such as a discriminating constant.
 */
export function areDisjoint(a: View, from: Origin, b: View, other: Origin, depth = depthLimit): boolean {
  if (depth === 0 || !isLegible(a.nodes, a, from.side) || !isLegible(b.nodes, b, other.side)) return false;
  if (isEmpty(a) || isEmpty(b)) return true;
  if (valuesDiffer(a, b, other) || valuesDiffer(b, a, from)) return true;
  const shared = typesOf(a).filter((type) => typesOf(b).includes(type));
  if (shared.every((type) => differ(type))) return true;
  return branchesDiffer(a, from, b, other, depth) || branchesDiffer(b, other, a, from, depth);

  function differ(type: Type): boolean {
    if (type === "number") return below(a.maximum, b.minimum) || below(b.maximum, a.minimum);
    if (type === "string") return countsDiffer("minLength", "maxLength");
    if (type === "array") return countsDiffer("minItems", "maxItems");
    return type === "object" && (countsDiffer("minProperties", "maxProperties") || membersDiffer());
  }

  function countsDiffer(least: Limit, most: Limit): boolean {
    const exceeds = (one: View, another: View) =>
      (one.limits.get(least) ?? 0) > (another.limits.get(most) ?? Number.POSITIVE_INFINITY);
    return exceeds(a, b) || exceeds(b, a);
  }

  function membersDiffer(): boolean {
    return [...new Set([...a.required, ...b.required])].some((name) => {
      const [ours, theirs] = [from.read(saidOf(a, name)), other.read(saidOf(b, name))];
      return !(ours.nullable && theirs.nullable) && areDisjoint(ours, from, theirs, other, depth - 1);
    });
  }
}

/** Whether branches of one document are told apart from each other, `null` aside. */
export function areDisjointTogether(branches: readonly Place[], from: Origin): boolean {
  const views = branches.filter((branch) => !isNull(branch, from.side)).map((branch) => from.read([branch]));
  const listed = views.map(valuesOf);
  if (listed.every((values) => values !== undefined)) {
    const all = listed.flat().map(canonical);
    return new Set(all).size === all.length;
  }
  return views.every((view, i) => views.slice(i + 1).every((later) => areDisjoint(view, from, later, from)));
}

function valuesDiffer(a: View, b: View, other: Origin): boolean {
  const schema: Schema = b.nodes;
  return valuesOf(a)?.every((value: Json) => accepts(schema, value, other.side) === false) === true;
}

function branchesDiffer(a: View, from: Origin, b: View, other: Origin, depth: number): boolean {
  return a.choices.some(({ branches }) =>
    branches.every((branch) => areDisjoint(from.read([branch]), from, b, other, depth - 1)),
  );
}

function below(upper: Bound | undefined, lower: Bound | undefined): boolean {
  if (!upper || !lower) return false;
  return upper.value < lower.value || (upper.value === lower.value && (upper.exclusive || lower.exclusive));
}
