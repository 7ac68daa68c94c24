import type { View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { anything } from "./applied.ts";

/** What is said of a property. A pattern may take the name away from `additionalProperties`. */
export function saidOf({ properties, patternProperties, additional }: View, name: string): Schema {
  return properties.get(name) ?? (patternProperties.size === 0 ? additional : undefined) ?? anything;
}
