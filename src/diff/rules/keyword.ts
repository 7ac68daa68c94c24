import type { Json } from "../../json.ts";
import type { Type, View } from "../schema/view.ts";
import { type Effect, places, type SchemaEvent, type SchemaRule, usualTodo } from "./rule.ts";

/** What a keyword that has one value can undergo. */
interface KeywordRule<T extends Json, Event extends string> {
  readonly keyword: string;
  readonly about?: Type;
  /** As written in a schema, for line numbers. */
  readonly written: readonly string[];
  readonly example: string;
  readonly events: Readonly<Record<Event, Effect>>;
  /** Values before and after, to show what `text` says. */
  readonly cases: Readonly<Record<Event, Values<T>>>;
  read(view: View): T | undefined;
  compare(base: T | undefined, revision: T | undefined): Event | undefined;
  text(seen: { base: T | undefined; revision: T | undefined }): string;
  readonly todo?: Partial<Record<Effect, string>>;
}

interface Values<T> {
  readonly base?: T;
  readonly revision?: T;
}

/** A family whose whole matter is the value of one keyword before and after. */
export function keyword<T extends Json, Event extends string>(rule: KeywordRule<T, Event>): SchemaRule<Event> {
  const event = (name: Event): SchemaEvent => ({
    effect: rule.events[name],
    cases: [rule.cases[name]],
    text: ({ base, revision }) => rule.text({ base: base as T | undefined, revision: revision as T | undefined }),
    todo: rule.todo ?? usualTodo,
  });
  const names = Object.keys(rule.events) as Event[];
  return {
    keyword: rule.keyword,
    ...(rule.about === undefined ? {} : { about: rule.about }),
    example: rule.example,
    events: Object.fromEntries(names.map((name) => [name, event(name)])) as Record<Event, SchemaEvent>,
    compare(base, revision, walk) {
      const before = rule.read(base);
      const after = rule.read(revision);
      const found = rule.compare(before, after);
      if (found === undefined) return;
      const values = {
        ...(before === undefined ? {} : { base: before }),
        ...(after === undefined ? {} : { revision: after }),
      };
      walk.emit(found, { ...values, ...places(base, revision, ...rule.written) });
    },
  };
}

/** `set`, `unset`, `increased`, `decreased`. */
export type LimitEvent = "set" | "unset" | "increased" | "decreased";

/** How a limit can move, between two values. */
export function limitCases<T>(low: T, high: T): Readonly<Record<LimitEvent, Values<T>>> {
  return {
    set: { revision: low },
    unset: { base: low },
    increased: { base: low, revision: high },
    decreased: { base: high, revision: low },
  };
}

/** How a limit moved. */
export function limitEvent(base: number | undefined, revision: number | undefined): LimitEvent | undefined {
  if (base === revision) return undefined;
  if (base === undefined) return "set";
  if (revision === undefined) return "unset";
  return revision > base ? "increased" : "decreased";
}

export const upper: Readonly<Record<LimitEvent, Effect>> = {
  set: "narrower",
  decreased: "narrower",
  unset: "wider",
  increased: "wider",
};

export const lower: Readonly<Record<LimitEvent, Effect>> = {
  set: "narrower",
  increased: "narrower",
  unset: "wider",
  decreased: "wider",
};
