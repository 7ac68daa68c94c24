import { longest } from "../schema/longest.ts";
import type { View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { type Alike, anything, appliedAlike } from "./applied.ts";
import { speaks } from "./values.ts";

/** Whether the elements of each inner array fit where the outer view says something of them. */
export function arraysWithin(
  outer: View,
  inner: View,
  holds: (outer: Schema, inner: Schema) => boolean,
  alike: Alike,
): boolean {
  if (!speaks(inner, "array")) return true;
  const named = Math.max(outer.prefixItems.length, inner.prefixItems.length);
  const most = longest(inner);
  return (
    Array.from({ length: Math.min(named, most) }, (_, i) => i).every((i) => elementHolds(i)) &&
    (most <= named || elementHolds(named)) &&
    containsAlike(outer, inner, alike)
  );

  function elementHolds(index: number): boolean {
    const wanted = elementOf(outer, index);
    return wanted === undefined || holds(wanted, elementOf(inner, index) ?? anything);
  }
}

function elementOf({ prefixItems, items }: View, index: number): Schema | undefined {
  return prefixItems[index] ?? items;
}

function containsAlike(outer: View, inner: View, alike: Alike): boolean {
  return (
    !outer.applied.has("unevaluatedItems") &&
    appliedAlike("contains", outer, inner, alike) &&
    (!outer.applied.has("contains") ||
      (["minContains", "maxContains"] as const).every((limit) => outer.limits.get(limit) === inner.limits.get(limit)))
  );
}
