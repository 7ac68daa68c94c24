import { aboutOf } from "../../impact/about.ts";
import type { Subject, Use } from "../../impact/use.ts";
import type { JsonObject } from "../../json.ts";
import type { Found } from "../kind.ts";
import { isSamePlace } from "../same-place.ts";
import { schemaOf, typesOf } from "../schema.ts";

/** A value that has another type from now on. */
export interface ChangedType {
  readonly about: Subject;
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** What the code uses of the very value, and of nothing below it. */
  readonly uses: readonly Use[];
}

/** What a drift says of a value's type; undefined where it says none, or one of the contracts has no schema for it. */
export function changedType({ drift, ofOperation, contracts }: Found): ChangedType | undefined {
  const { operation, rule } = drift;
  if (!operation || !/-type-changed$|-type-mismatch$/.test(rule)) return undefined;
  const about = aboutOf(drift, contracts);
  const before = schemaOf(contracts.pinned, operation, about);
  const after = schemaOf(contracts.published, operation, about);
  if (!before || !after) return undefined;
  return { about, before, after, uses: ofOperation.filter(({ subject }) => isSamePlace(subject, about)) };
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
