import type { Operation } from "../../contract/contract.ts";
import type { Unit } from "../time/unit.ts";

/**
 * What has to be done to the answer that an operation gives now, so that it has the shape again that it had before. It is
 * taken out of its envelope first, and put into one last; what is between is about the body alone.
 */
export interface Shim {
  readonly operation: Operation;
  /** The member that holds the body now. */
  readonly takenOut?: string;
  /** The member that held the body before. */
  readonly putInto?: string;
  /** By place, and no place twice. */
  readonly steps: readonly Step[];
  readonly lost: readonly Lost[];
  /** Whether it gives what there was before for certain, and rests on no guess. */
  readonly isCertain: boolean;
}

/** What is done at one place of the body. Pointers are those of the shape before, array indices as `*`. */
export type Step =
  /** Its last name is another one now. */
  | { readonly kind: "renamed"; readonly pointer: string; readonly now: string }
  | { readonly kind: "converted"; readonly pointer: string; readonly how: Conversion };

/** How the value of now becomes that of before. */
export type Conversion =
  | { readonly to: "number" }
  | { readonly to: "string" }
  /** From ISO 8601. */
  | { readonly to: "unix time"; readonly unit: Unit; readonly isWhole: boolean }
  | { readonly to: "date-time"; readonly unit: Unit }
  /** From the object that has it. */
  | { readonly to: "id"; readonly type: "string" | "number" }
  /** With nothing but the id. */
  | { readonly to: "object"; readonly type: "string" | "number" }
  /** The spelling of before, by that of now. */
  | { readonly to: "value"; readonly spellings: ReadonlyMap<string, string> };

/** What cannot be had back. */
export interface Lost {
  /** Into the answer as it was before. */
  readonly pointer: string;
  /** Why, after the place: `is gone`. */
  readonly text: string;
  /** Whether that breaks whoever reads it. */
  readonly isBreaking: boolean;
}
