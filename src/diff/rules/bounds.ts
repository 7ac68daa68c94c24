import type { Json } from "../../json.ts";
import { type Bound, compareBounds } from "../schema/bound.ts";
import type { View } from "../schema/view.ts";
import type { LimitEvent } from "./keyword.ts";
import { limitCases, lower, upper } from "./keyword.ts";
import { places, type SchemaEvent, type SchemaRule, usualTodo } from "./rule.ts";

/**
 * Smallest and largest number. `maximum: 10`, `exclusiveMaximum: 10` and `exclusiveMaximum: true` are one bound each;
 * where one takes the place of the other, a narrower one is set, or the one that held before is unset.
 * @see JSON Schema 2020-12 Validation, sections 6.2.2 to 6.2.5
 */
export const boundRules: readonly SchemaRule[] = [
  bound("max", "maximum", false),
  bound("exclusive-max", "maximum", true),
  bound("min", "minimum", false),
  bound("exclusive-min", "minimum", true),
];

function bound(id: string, side: "maximum" | "minimum", exclusive: boolean): SchemaRule<LimitEvent> {
  const isUpper = side === "maximum";
  const effects = isUpper ? upper : lower;
  const cases = limitCases<Json>({ value: 50, exclusive }, { value: 100, exclusive });
  const event = (name: LimitEvent): SchemaEvent => ({
    effect: effects[name],
    cases: [cases[name]],
    text: ({ base, revision }) => `${said(revision, isUpper)} (was ${said(base, isUpper)})`,
    todo: usualTodo,
  });
  return {
    keyword: id,
    about: "number",
    example: isUpper
      ? "`maximum: 100` becomes `50` for the parameter `limit`: a page of 80 is now refused."
      : "`minimum: 0` is gone in a response: a balance may now be negative.",
    events: { set: event("set"), unset: event("unset"), increased: event("increased"), decreased: event("decreased") },
    compare(base, revision, walk) {
      const before = base[side];
      const after = revision[side];
      const order = compareBounds(after, before, isUpper);
      if (order === 0 || isToldOf(before, after, order > 0) !== exclusive) return;
      const keywords = isUpper ? ["maximum", "exclusiveMaximum"] : ["minimum", "exclusiveMinimum"];
      walk.emit(name(before, after, order > 0 === isUpper, order > 0), {
        ...(before ? { base: { ...before } as Json } : {}),
        ...(after ? { revision: { ...after } as Json } : {}),
        ...places(base, revision, ...keywords),
      });
    },
  };
}

/** Whether it is told of the exclusive bound: where one kind takes the place of the other, of the one that decides now. */
function isToldOf(before: View["maximum"], after: View["maximum"], wider: boolean): boolean | undefined {
  if (!before || !after) return (before ?? after)?.exclusive;
  return wider ? before.exclusive : after.exclusive;
}

function name(before: View["maximum"], after: View["maximum"], higher: boolean, wider: boolean): LimitEvent {
  if (!before) return "set";
  if (!after) return "unset";
  if (before.exclusive !== after.exclusive) return wider ? "unset" : "set";
  return higher ? "increased" : "decreased";
}

function said(value: Json | undefined, isUpper: boolean): string {
  if (value === undefined) return isUpper ? "no maximum" : "no minimum";
  const { value: edge, exclusive } = value as unknown as Bound;
  return `${isUpper ? (exclusive ? "less than" : "at most") : exclusive ? "more than" : "at least"} ${edge}`;
}
