import type { Level } from "../config/level.ts";
import { canonical } from "../json.ts";
import { operationLevel, schemaLevel } from "./levels.ts";
import { components } from "./rules/components.ts";
import { endpoints } from "./rules/endpoints.ts";
import type { OperationEvent, OperationRule } from "./rules/operation.ts";
import { operationRules } from "./rules/operations.ts";
import {
  effectOf,
  type Perspective,
  ruleId,
  type SchemaEvent,
  type SchemaRule,
  type Seen,
  type Spot,
  spots,
} from "./rules/rule.ts";
import { schemaRules } from "./rules/schemas.ts";
import { version } from "./rules/version.ts";
import { sentence } from "./text.ts";

/** What driftpin can say about two descriptions: one entry for each id. */
export interface Rule {
  readonly id: string;
  /** What happened, wherever it did: `max-length-set`. */
  readonly kind: string;
  /** What we send, what we receive, or neither. */
  readonly direction: "request" | "response" | "none";
  /** Before policy. */
  readonly level: ByPerspective;
  /** The level where the vendor calls us, in webhooks and callbacks, and we receive what is sent elsewhere. If it is other. */
  readonly received?: ByPerspective;
  /** As a report says it, of an example. */
  readonly meaning: string;
  readonly todo: string;
  /** What a change of this family does to someone's code. */
  readonly example: string;
}

type ByPerspective = Readonly<Record<Perspective, Level>>;

/** Every rule, by family, each id once. Built from the families' own declarations. */
export function catalogue(): readonly Rule[] {
  const byId = new Map<string, Rule>();
  for (const rule of [
    ...[endpoints, ...operationRules, components, version].flatMap(ofOperation),
    ...schemaRules.flatMap(ofSchema),
  ])
    byId.set(rule.id, together(byId.get(rule.id) ?? rule, rule));
  return Array.from(byId.values(), withoutEcho);
}

/** The first one speaks for all, and the other one for where the vendor calls us. */
function together(first: Rule, { received }: Rule): Rule {
  return received && !first.received ? { ...first, received } : first;
}

function withoutEcho({ received, ...rule }: Rule): Rule {
  return received && canonical(received) !== canonical(rule.level) ? { ...rule, received } : rule;
}

function ofOperation({ events, example }: Pick<OperationRule, "events" | "example">): Rule[] {
  return Object.entries(events).map(([id, event]: [string, OperationEvent]) => ({
    id,
    kind: id,
    direction: event.direction,
    level: byPerspective((perspective) => operationLevel(event, perspective)),
    ...(event.received && {
      received: byPerspective((perspective) => operationLevel({ ...event, ...event.received }, perspective)),
    }),
    meaning: event.text(event.case ?? {}),
    todo: event.todo,
    example,
  }));
}

/** One for each event, at each spot, for each case; what does not travel comes last, since it only adds ids of its own. */
function ofSchema(rule: SchemaRule): Rule[] {
  const unsent = spots.map((spot) => ({ ...spot, unsent: true }));
  const required = spots.map((spot) => ({ ...spot, required: true }));
  return Object.entries(rule.events).flatMap(([name, event]) =>
    [...spots, ...required, ...unsent]
      .filter(({ direction }) => (event.only ?? direction) === direction)
      .flatMap((spot) => atSpot(rule, name, event, spot)),
  );
}

function atSpot(rule: SchemaRule, name: string, event: SchemaEvent, spot: Spot): Rule[] {
  return (event.cases ?? [{}]).map((seen) => ({
    id: ruleId(rule, name, spot, seen),
    kind: [rule.keyword, name].filter(Boolean).join("-"),
    direction: spot.direction,
    ...levelsAt(event, seen, spot),
    meaning: sentence(subjectOf(spot), event.text(seen, spot)),
    todo: event.todo[effectOf(event, seen, spot)] ?? "Nothing to do.",
    example: rule.example,
  }));
}

function levelsAt(event: SchemaEvent, seen: Seen, spot: Spot): Pick<Rule, "level" | "received"> {
  const level = byPerspective((perspective) => schemaLevel(event, seen, spot, perspective));
  return isReversed(spot) ? { level, received: level } : { level };
}

/** Whether such a thing only travels that way where the vendor calls us. */
function isReversed({ direction, holder, unsent }: Spot): boolean {
  return !unsent && holder !== "body" && direction !== (holder === "parameter" ? "request" : "response");
}

function byPerspective(level: (perspective: Perspective) => Level): ByPerspective {
  return { consumer: level("consumer"), provider: level("provider") };
}

function subjectOf({ direction, holder, nested }: Spot): string {
  const whole = { body: `the ${direction} body`, parameter: "a parameter", header: "a response header" }[holder];
  return nested ? `a property of ${whole}` : whole;
}
