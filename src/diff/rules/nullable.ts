import type { View } from "../schema/view.ts";
import { places, type SchemaRule } from "./rule.ts";
import { isNever } from "./types.ts";

/**
 * Whether `null` fits: `nullable: true`, `type: [..., "null"]`, a branch that is `null`, a list of values with `null`.
 * @see OpenAPI 3.0.4, section 4.24; JSON Schema 2020-12 Validation, section 6.1.1
 */
export const nullable: SchemaRule<"became-nullable" | "became-not-nullable"> = {
  keyword: "",
  example: "`boss` becomes nullable in a response: `order.boss.name` now throws for some orders.",
  events: {
    "became-nullable": {
      effect: "wider",
      text: () => "may now be null",
      todo: { wider: "Handle null." },
    },
    "became-not-nullable": {
      effect: "narrower",
      text: () => "must not be null any more",
      todo: { narrower: "Leave it out, or send a value." },
    },
  },
  compare(base, revision, walk) {
    if (base.nullable === revision.nullable || isNever(base) || isNever(revision)) return;
    if (isAnyType(base) !== isAnyType(revision)) return; // told by the types
    walk.emit(
      revision.nullable ? "became-nullable" : "became-not-nullable",
      places(base, revision, "nullable", "type", "oneOf", "anyOf", "enum"),
    );
  },
};

function isAnyType({ types, values, choices }: View): boolean {
  return !types && !values && choices.length === 0;
}
