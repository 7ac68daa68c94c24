import type { Level } from "../config/level.ts";
import { operationLevel, schemaLevel } from "./levels.ts";
import { endpoints } from "./rules/endpoints.ts";
import type { OperationRule } from "./rules/operation.ts";
import { operationRules } from "./rules/operations.ts";
import {
  effectOf,
  type Perspective,
  ruleId,
  type SchemaEvent,
  type SchemaRule,
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
  readonly level: Readonly<Record<Perspective, Level>>;
  /** As a report says it, of an example. */
  readonly meaning: string;
  readonly todo: string;
  /** What a change of this family does to someone's code. */
  readonly example: string;
}

/** Every rule, by family, each id once. Built from the families' own declarations. */
export function catalogue(): readonly Rule[] {
  const byId = new Map<string, Rule>();
  for (const rule of [
    ...[endpoints, ...operationRules, version].flatMap(ofOperation),
    ...schemaRules.flatMap(ofSchema),
  ])
    if (!byId.has(rule.id)) byId.set(rule.id, rule);
  return [...byId.values()];
}

function ofOperation({ events, example }: Pick<OperationRule, "events" | "example">): Rule[] {
  return Object.entries(events).map(([id, event]) => ({
    id,
    kind: id,
    direction: event.direction,
    level: { consumer: operationLevel(event, "consumer"), provider: operationLevel(event, "provider") },
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
    [...spots, ...required, ...unsent].flatMap((spot) => atSpot(rule, name, event, spot)),
  );
}

function atSpot(rule: SchemaRule, name: string, event: SchemaEvent, spot: Spot): Rule[] {
  return (event.cases ?? [{}]).map((seen) => ({
    id: ruleId(rule, name, spot, seen),
    kind: [rule.keyword, name].filter(Boolean).join("-"),
    direction: spot.direction,
    level: {
      consumer: schemaLevel(event, seen, spot, "consumer"),
      provider: schemaLevel(event, seen, spot, "provider"),
    },
    meaning: sentence(subjectOf(spot), event.text(seen, spot)),
    todo: event.todo[effectOf(event, seen, spot)] ?? "Nothing to do.",
    example: rule.example,
  }));
}

function subjectOf({ direction, holder, nested }: Spot): string {
  const whole = { body: `the ${direction} body`, parameter: "a parameter", header: "a response header" }[holder];
  return nested ? `a property of ${whole}` : whole;
}
