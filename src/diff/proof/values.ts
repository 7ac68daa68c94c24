import type { Json } from "../../json.ts";
import { type Type, types, type View } from "../schema/view.ts";

/** Whether a value of the type can fit. */
export function speaks({ types: said }: View, type: Type): boolean {
  return (
    !said || said.has(type) || (type === "integer" && said.has("number")) || (type === "number" && said.has("integer"))
  );
}

/** The types that can fit, `number` for both kinds of numbers. */
export function typesOf(view: View): Type[] {
  return types.filter((type) => type !== "integer" && speaks(view, type));
}

/** Nothing but perhaps `null` fits. */
export function isEmpty({ types: said, values }: View): boolean {
  return said?.size === 0 || values?.size === 0;
}

/** All values that can fit, `null` aside, where they are few; undefined where they are not. */
export function valuesOf({ types: said, values }: View): readonly Json[] | undefined {
  if (values) return [...values.values()];
  return said?.size === 1 && said.has("boolean") ? [true, false] : undefined;
}

/** Formats of all parts: a view keeps only the first. */
export function formatsOf({ nodes }: View): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ node }) => {
      const format = typeof node === "object" && node !== null && "format" in node ? node.format : undefined;
      return typeof format === "string" ? [format] : [];
    }),
  );
}
