import type { Description } from "../../src/contract/contract.ts";
import { operationName } from "../../src/contract/operations.ts";
import type { Change } from "../../src/diff/change.ts";
import { type Comparison, compare, type DiffOptions } from "../../src/diff/index.ts";
import type { JsonObject } from "../../src/json.ts";

/** A change as a person would note it down: the rule, how bad, and the sentence that a report prints. */
export interface Brief {
  readonly rule: string;
  readonly level: string;
  readonly at: string;
  /** What it is probably called now, and why: `total_amount (same shape, similar name)`. */
  readonly rename?: string;
}

/** What changed between two documents, and what could not be compared. */
export function compared(base: JsonObject, revision: JsonObject, options: Partial<DiffOptions> = {}): Comparison {
  return compare(described(base), described(revision), { perspective: "consumer", ...options });
}

/** A document as a description that came from no file; like parsed ones, it shares nothing with any other. */
function described(document: JsonObject): Description {
  return { document: JSON.parse(JSON.stringify(document)), texts: [], bundled: {} };
}

/** Every change in brief, `GET /orders/{id} → what is said of it`. */
export function brief(found: readonly Change[]): Brief[] {
  return found.map(({ rule, level, operation, text, rename }) => ({
    rule,
    level,
    at: `${operation ? operationName(operation) : "the whole document"} → ${text}`,
    ...(rename && { rename: `${rename.to} (${rename.evidence.join(", ")})` }),
  }));
}
