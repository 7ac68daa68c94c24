import type { Place } from "../conformance/place.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Shape } from "../sample.ts";
import type { IsNews } from "./evidence.ts";

/** A place of an answer, as it was when the contract was pinned, and as it is now. */
export interface Pair {
  readonly place: Place;
  readonly was: Shape;
  readonly is: Shape;
  /** Whether it is what a list holds. */
  readonly isItem: boolean;
  readonly isNews: IsNews;
}

/** What is another than it was, before it is known of which answer. */
export interface Shift {
  readonly rule: LiveRuleId;
  readonly text: string;
}
