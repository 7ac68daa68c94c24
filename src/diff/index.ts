import type { Description } from "../contract/contract.ts";
import { at } from "../json.ts";
import { type Cause, folded, rootOf, type Sighting, unfolded } from "./cause.ts";
import type { Change, Uncompared } from "./change.ts";
import { schemaLevel } from "./levels.ts";
import { type Gathering, type HeldPair, meetAll } from "./meet.ts";
import { pairs, type Reached, type SchemaChange } from "./pairs.ts";
import { effectOf, type Perspective, ruleId, type Spot } from "./rules/rule.ts";
import { sameness } from "./same.ts";
import { memberOf, type Side, side } from "./side.ts";
import { place, sentence } from "./text.ts";

export interface DiffOptions {
  /** Whose default levels: what breaks a caller (`consumer`), or what a provider may not change. */
  readonly perspective: Perspective;
  /** Tell each cause once, with the operations that it reaches, instead of once for each place of each operation. */
  readonly fold?: boolean;
}

export interface Comparison {
  readonly changes: readonly Change[];
  readonly unknown: readonly Uncompared[];
}

/**
 * Compares two descriptions. A difference in spelling is no change; what both share is not walked; each pair of schemas
 * is compared once, and its changes are told for every operation that reaches it.
 */
export function compare(
  base: Description,
  revision: Description,
  { perspective, fold = false }: DiffOptions,
): Comparison {
  const [ours, theirs] = [side("base", base.document), side("revision", revision.document)];
  const same = sameness(base.document, revision.document);
  const gathering: Gathering = {
    perspective,
    same,
    inheritSame: inherited.every((path) => same(at(base.document, path), at(revision.document, path))),
    pairs: pairs(ours, theirs, same),
    sightings: [],
    held: [],
  };
  for (const [section, kind] of [
    ["paths", "endpoint"],
    ["webhooks", "webhook"],
  ] as const)
    meetAll(held(ours, section), held(theirs, section), kind, gathering);
  gathering.pairs.settle();
  const sightings = inSchemas(gathering);
  return {
    changes: fold ? folded(sightings) : unfolded(sightings),
    unknown: [...problems(ours), ...problems(theirs)],
  };
}

/** Where the document says what holds for all operations that say nothing else. */
const inherited = ["/servers", "/security", "/components/securitySchemes"];

function held(from: Side, section: string) {
  return { side: from, place: memberOf({ node: from.document, pointer: "" }, section) };
}

/** What operations show by themselves, then what their schemas reach. */
function* inSchemas({ sightings, held: holders, pairs: compared, perspective }: Gathering): Generator<Sighting> {
  yield* sightings;
  const causeOf = causes(perspective);
  for (const holder of holders)
    for (const reached of compared.reached(holder.pair, holder.spot)) yield sighting(holder, reached, causeOf);
}

function sighting({ operation, at }: HeldPair, { change, at: below, spot }: Reached, causeOf: CauseOf): Sighting {
  const { rule, event, seen } = change;
  return {
    cause: causeOf(change, spot),
    operation,
    where: () => ({
      pointer: at.pointer + below,
      place: at.place + below,
      text: sentence(place(at.subject, below), rule.events[event]?.text(seen, spot) ?? event),
    }),
  };
}

type CauseOf = (change: SchemaChange, spot: Spot) => Cause;

/** One cause for each change and kind of spot, however many operations reach it. */
function causes(perspective: Perspective): CauseOf {
  const known = new Map<SchemaChange, Map<number, Cause>>();

  return (change, spot) => {
    const bySpot = known.get(change) ?? new Map<number, Cause>();
    known.set(change, bySpot);
    const kind = kindOf(spot);
    const cause = bySpot.get(kind) ?? conclude(change, spot);
    bySpot.set(kind, cause);
    return cause;
  };

  function conclude(change: SchemaChange, spot: Spot): Cause {
    const { rule, event: name, at, seen, baseAt, revisionAt } = change;
    const event = rule.events[name];
    if (!event) throw new Error(`the rule ${rule.keyword} has no event ${name}`);
    return {
      rule: ruleId(rule, name, spot, seen),
      level: schemaLevel(event, seen, spot, perspective),
      todo: event.todo[effectOf(event, seen, spot)] ?? "Nothing to do.",
      baseAt,
      revisionAt,
      seen,
      root: rootOf(`${rule.keyword} ${name} ${at}`, change),
    };
  }
}

const holders = ["body", "parameter", "header"] as const;

/** A number for all that a rule may look at in a spot. */
function kindOf({ direction, holder, nested, text, unsent }: Spot): number {
  const flags = [direction === "request", nested, text, unsent];
  return flags.reduce((bits, flag) => bits * 2 + Number(flag), holders.indexOf(holder));
}

function problems({ name, problems: noted }: Side): Uncompared[] {
  return [...noted].map(([pointer, text]) => ({ pointer, side: name, text }));
}
