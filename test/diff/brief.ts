import type { Description } from "../../src/contract/contract.ts";
import { operationName } from "../../src/contract/operations.ts";
import type { Change } from "../../src/diff/change.ts";
import { compare } from "../../src/diff/index.ts";
import type { Perspective } from "../../src/diff/rules/rule.ts";
import type { JsonObject } from "../../src/json.ts";

/** A change as a person would note it down: the rule, how bad, and the sentence that a report prints. */
export interface Brief {
  readonly rule: string;
  readonly level: string;
  readonly at: string;
}

/** What changed between two documents, in the order in which it is found. */
export function changes(base: JsonObject, revision: JsonObject, perspective: Perspective = "consumer"): Change[] {
  return [...compare(described(base), described(revision), { perspective }).changes];
}

/** A document as a description that came from no file; like parsed ones, it shares nothing with any other. */
export function described(document: JsonObject): Description {
  return { document: JSON.parse(JSON.stringify(document)), texts: [], bundled: {} };
}

/** Every change in brief, `GET /orders/{id} → what is said of it`. */
export function brief(found: readonly Change[]): Brief[] {
  return found.map(({ rule, level, operation, text }) => ({
    rule,
    level,
    at: `${operation ? operationName(operation) : "the whole document"} → ${text}`,
  }));
}
