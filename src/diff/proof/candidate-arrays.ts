import { canonical, type Json } from "../../json.ts";
import type { View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { accepts } from "./accepts.ts";
import { anything } from "./applied.ts";
import { first, type Hints, type Makers, type Wanted, wanted } from "./candidate.ts";
import { sizes } from "./candidate-scalars.ts";

/** No report wants to show a longer list. */
const elementsLimit = 50;

/** How many values are tried for one element. */
const variantsLimit = 20;

/** Arrays of every length at an edge, then with one element that is at an edge itself, alone and twice. */
export function* arrays(want: Wanted, view: View, hints: Hints, depth: number, makers: Makers): Iterable<Json[]> {
  const hinted = hints.schemas.map((schema) => hints.origin.read(schema));
  const elementAt = elementsOf(want, view, depth, makers);
  for (const length of sizes([view, ...hinted], "minItems", "maxItems", elementsLimit)) {
    const array = filled(length, elementAt);
    if (array) yield array;
  }
  if (depth <= 0) return;
  const named = Math.max(view.prefixItems.length, ...hinted.map(({ prefixItems }) => prefixItems.length));
  const least = Math.max(view.limits.get("minItems") ?? 0, ...hinted.map(({ limits }) => limits.get("minItems") ?? 0));
  for (let index = 0; index <= named; index++) {
    const before = filled(index, elementAt);
    const after = filled(Math.min(least, elementsLimit) - index - 1, (i) => elementAt(index + 1 + i)) ?? [];
    for (const element of before ? variants(index) : []) {
      yield [...(before ?? []), element, ...after];
      yield [...(before ?? []), element, element];
    }
  }

  function variants(index: number): Iterable<Json> {
    const schemas = hinted.flatMap((hint) => [elementOf(hint, index), hint.applied.get("contains")]);
    const inner = { ...hints, schemas: schemas.filter((schema) => schema !== undefined) };
    return first(
      variantsLimit,
      makers.offer(wanted(elementOf(view, index) ?? anything, want.origin), inner, depth - 1),
    );
  }
}

/** The smallest element for each position; where all must differ, each another one. */
function elementsOf({ origin }: Wanted, view: View, depth: number, { offer, smallest }: Makers) {
  const contained = view.applied.get("contains");
  const counted = contained ? (view.limits.get("minContains") ?? 1) : 0;
  const smallestOf = (schema: Schema) => smallest(wanted(schema, origin), depth - 1);
  let others: readonly Json[] | undefined;

  return (index: number): Json | undefined => {
    const schema = contained && index < counted ? contained : (elementOf(view, index) ?? anything);
    if (!view.uniqueItems || index === 0) return smallestOf(schema);
    others ??= distinct(offer(wanted(schema, origin), { schemas: [], origin }, Math.min(0, depth - 1)), schema);
    return others[index];
  };

  function distinct(offered: Iterable<Json>, schema: Schema): Json[] {
    const fitting = [...first(variantsLimit, offered)].filter((value) => accepts(schema, value, origin.side) !== false);
    return [...new Map(fitting.map((value) => [canonical(value), value])).values()];
  }
}

function filled(length: number, elementAt: (index: number) => Json | undefined): Json[] | undefined {
  const elements: Json[] = [];
  for (let index = 0; index < length; index++) {
    const element = elementAt(index);
    if (element === undefined) return undefined;
    elements.push(element);
  }
  return elements;
}

function elementOf({ prefixItems, items }: View, index: number): Schema | undefined {
  return prefixItems[index] ?? items;
}
