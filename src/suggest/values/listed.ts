import type { Drift } from "../../drift/finding.ts";
import type { Contracts } from "../../impact/about.ts";
import type { Subject } from "../../impact/use.ts";
import { type Json, type JsonObject, own } from "../../json.ts";
import { schemaOf } from "../schema.ts";

/** The values that a place may have by both contracts. */
export interface Listed {
  readonly before: readonly Json[];
  readonly after: readonly Json[];
}

/** What a drift's place may be, where both contracts list it. */
export function listedValues({ operation }: Drift, about: Subject, contracts: Contracts): Listed | undefined {
  if (!operation) return undefined;
  const before = valuesOf(schemaOf(contracts.pinned, operation, about));
  const after = valuesOf(schemaOf(contracts.published, operation, about));
  return before && after && { before, after };
}

/** `const` is a list of one. */
function valuesOf(schema: JsonObject | undefined): readonly Json[] | undefined {
  if (schema === undefined) return undefined;
  const constant = own(schema, "const");
  return Array.isArray(schema.enum) ? schema.enum : constant === undefined ? undefined : [constant];
}
