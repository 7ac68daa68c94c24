import type ts from "typescript";
import type { Operation } from "../../contract/contract.ts";
import type { CodePlace } from "../place.ts";

/** What is known of a value in the code: it comes from an operation's answer. */
export interface Known {
  readonly operation: Operation;
  readonly part: Part;
  /** Arrays of the code's own making around it, as `Promise.all` and `map` make them. */
  readonly lists: number;
  /** The calls, of functions of the team, through which the request was made, the outermost first: the answer returns to them. */
  readonly through: readonly ts.CallExpression[];
  readonly certainty: CodePlace["certainty"];
  /** Nobody followed it there: it has a type of the team's that such a value was given elsewhere. */
  readonly isGuess?: true;
}

/** Which part of an answer a value is. Promises are looked through. */
export type Part =
  | { readonly kind: "answer"; readonly carrier: Carrier }
  /** JSON Pointer into the body, array indices as `*`. */
  | { readonly kind: "body"; readonly pointer: string }
  | { readonly kind: "headers" }
  | { readonly kind: "status" }
  /** The body, not parsed yet. */
  | { readonly kind: "text" }
  /** Something that holds a part under these names, such as `{ order }`, or `{ success, data }` of a check. */
  | {
      readonly kind: "held";
      readonly names: readonly string[];
      readonly part: Part;
      /** Arrays of the code's own making around the part. */
      readonly lists: number;
    }
  /** A part of which some members were replaced, as in `{ ...order, total: 0 }`. */
  | { readonly kind: "except"; readonly names: readonly string[]; readonly part: Part };

/** How a library hands an answer over: the names of the members that hold its parts. */
export interface Carrier {
  readonly body?: readonly string[];
  /** Methods that read the body as JSON; those that read it as text are called `text` everywhere. */
  readonly json?: readonly string[];
  readonly headers?: readonly string[];
  readonly status?: readonly string[];
  /** Members that hold a part of it, such as undici's `body`. */
  readonly inner?: Readonly<Record<string, Carrier>>;
  /** The value itself is the body. */
  readonly isBody?: true;
  /** The value is a list of items: of the body, or of the one array in it. */
  readonly isItems?: true;
}
