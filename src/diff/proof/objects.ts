import { isObject } from "../../json.ts";
import type { View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { anything } from "./applied.ts";
import { saidOf } from "./member.ts";
import { speaks } from "./values.ts";

/** Whether the schemas of a part are contained: of a smaller value, or of the object itself. */
type Holds = (outer: Schema, inner: Schema) => boolean;

/** Whether the members of each inner object fit where the outer view says something of them. */
export function objectsWithin(outer: View, inner: View, holds: Holds, holdsHere: Holds): boolean {
  return (
    !speaks(inner, "object") ||
    (!outer.applied.has("unevaluatedProperties") &&
      [...outer.required].every((name) => inner.required.has(name)) &&
      dependentsWithin(outer, inner, holdsHere) &&
      namedWithin(outer, inner, holds) &&
      othersWithin(outer, inner, holds) &&
      patternsWithin(outer, inner, holds) &&
      namesWithin(outer, inner, holds))
  );
}

function dependentsWithin(outer: View, inner: View, holdsHere: Holds): boolean {
  const required = [...outer.dependentRequired].every(([name, wanted]) =>
    [...wanted].every((other) => inner.required.has(other) || inner.dependentRequired.get(name)?.has(other)),
  );
  return (
    required &&
    [...outer.dependentSchemas].every(([name, schema]) => {
      const given = inner.dependentSchemas.get(name);
      return given !== undefined && holdsHere(schema, given);
    })
  );
}

function namedWithin({ properties }: View, inner: View, holds: Holds): boolean {
  return [...properties].every(([name, schema]) => holds(schema, saidOf(inner, name)));
}

/** Properties that the outer view does not name. Taking them all as additional asks too much where it has patterns, never too little. */
function othersWithin({ additional, properties, patternProperties }: View, inner: View, holds: Holds): boolean {
  if (!additional) return true;
  const named = [...inner.properties].filter(([name]) => !properties.has(name)).map(([, schema]) => schema);
  const matched = [...inner.patternProperties].filter(([pattern]) => !patternProperties.has(pattern));
  return [...named, ...matched.map(([, schema]) => schema), inner.additional ?? anything].every((schema) =>
    holds(additional, schema),
  );
}

/** Which names a pattern matches is not asked: its schema holds for what the same pattern matches, or else for all. */
function patternsWithin(outer: View, inner: View, holds: Holds): boolean {
  if (outer.patternProperties.size === 0) return true;
  if (outer.nodes.filter(({ node }) => isObject(node) && members.some((keyword) => keyword in node)).length > 1)
    return false; // which part's patterns take a name away from which `additionalProperties` is not in the view
  const all = [...inner.properties.values(), ...inner.patternProperties.values(), inner.additional ?? anything];
  return [...outer.patternProperties].every(([pattern, schema]) => {
    const given = inner.patternProperties.get(pattern);
    return (given !== undefined && holds(schema, given)) || all.every((other) => holds(schema, other));
  });
}

const members = ["properties", "patternProperties", "additionalProperties"] as const;

function namesWithin(outer: View, inner: View, holds: Holds): boolean {
  const wanted = outer.applied.get("propertyNames");
  return wanted === undefined || holds(wanted, inner.applied.get("propertyNames") ?? text);
}

const text: Schema = [{ node: { type: "string" }, pointer: "" }];
