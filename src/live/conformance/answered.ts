import type { Content } from "../redact/content.ts";
import type { RawAnswer } from "../transport/reply.ts";

/** What of an answer is held against a contract. */
export interface Answered {
  readonly answer: Pick<RawAnswer, "status" | "headers">;
  /** `unknown` where a recording does not have the whole of it: then it says nothing. */
  readonly content: Content | { readonly kind: "unknown" };
}
