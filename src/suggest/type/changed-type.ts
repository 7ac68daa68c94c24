import { aboutOf } from "../../impact/about.ts";
import type { Subject } from "../../impact/use.ts";
import type { JsonObject } from "../../json.ts";
import type { Found } from "../kind.ts";
import { schemaOf, typesOf } from "../schema.ts";
import { type Value, valueIn } from "../value.ts";

/** A value that has another type from now on. */
export interface ChangedType extends Value {
  readonly about: Subject;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** What a drift says of a value's type; undefined where it says none, or one of the contracts has no schema for it. */
export function changedType(found: Found): ChangedType | undefined {
  const { drift, contracts } = found;
  const { operation, rule } = drift;
  if (!operation || !/-type-changed$|-type-mismatch$/.test(rule)) return undefined;
  const about = aboutOf(drift, contracts);
  const before = schemaOf(contracts.pinned, operation, about);
  const after = schemaOf(contracts.published, operation, about);
  if (!before || !after) return undefined;
  return { about, before, after, ...valueIn(found) };
}

/** A type whose values are written as they are. */
export type Plain = "string" | "number";

/** The only type of a schema, `null` aside, as far as it is a plain one. */
export function plainType(schema: JsonObject): Plain | undefined {
  const [type, ...more] = typesOf(schema).filter((one) => one !== "null");
  if (more.length > 0) return undefined;
  if (type === "string") return "string";
  return type === "number" || type === "integer" ? "number" : undefined;
}
