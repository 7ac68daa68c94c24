import type { Description } from "../contract/contract.ts";
import { at, type JsonObject } from "../json.ts";
import type { Calendar } from "./calendar.ts";
import {
  type Cause,
  causeOf,
  disputed,
  everywhere,
  type Holders,
  holders,
  once,
  type Sighting,
  scribe,
  type Told,
  type Witnesses,
} from "./cause.ts";
import type { Change, Uncompared } from "./change.ts";
import { operationLevel, schemaLevel } from "./levels.ts";
import { type Gathering, type HeldPair, meetAll } from "./operation/meet.ts";
import { type Proofs, proofs } from "./proof/index.ts";
import { componentChanges, components } from "./rules/components.ts";
import type { OperationEvent } from "./rules/operation.ts";
import { effectOf, type Perspective, ruleId, type Seen, type Spot } from "./rules/rule.ts";
import { version, versionEvent } from "./rules/version.ts";
import { type Same, sameness } from "./same.ts";
import { type Pair, pairs, type SchemaChange } from "./schema/pairs.ts";
import { type Reached, reached } from "./schema/reach.ts";
import { memberOf, type Side, side } from "./side.ts";

export interface DiffOptions extends Calendar {
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
export function compare(base: Description, revision: Description, options: DiffOptions): Comparison {
  const { told, sides } = survey(base, revision, options);
  return comparison(told, sides, options);
}

export interface WitnessOptions extends DiffOptions {
  /** How many causes get one: of those that break somebody, the ones that reach the most operations. */
  readonly witnesses: number;
}

/** The same, and changes of schemas that break somebody carry a value that shows it, where one is found. */
export async function compareWithWitnesses(
  base: Description,
  revision: Description,
  options: WitnessOptions,
): Promise<Comparison> {
  const { told, sides, proofs: found } = survey(base, revision, options);
  return comparison(told, sides, options, await found.witnesses(disputed(told, options.witnesses)));
}

interface Survey {
  readonly told: readonly Told[];
  readonly sides: readonly Side[];
  readonly proofs: Proofs;
}

function survey(base: Description, revision: Description, options: DiffOptions): Survey {
  const { perspective, today, noticeDays } = options;
  const [ours, theirs] = [side("base", base.document), side("revision", revision.document)];
  const calendar = { today, noticeDays };
  const same = sameness(base.document, revision.document);
  const gathering: Gathering = {
    perspective,
    calendar,
    same,
    inherited: inherited(base.document, revision.document, same),
    pairs: pairs(ours, theirs, same, calendar),
    sightings: [],
    held: [],
  };
  for (const [section, kind] of [
    ["paths", "endpoint"],
    ["webhooks", "webhook"],
  ] as const)
    meetAll(held(ours, section), held(theirs, section), kind, gathering);
  const found = proofs(ours, theirs, same, perspective);
  const sent = gathering.held.filter(({ spot }) => spot.direction === "request").map(({ pair }) => pair);
  gathering.pairs.settle(sent, found.overlap);
  return {
    told: tell([...gathering.sightings, ...inSchemas(gathering, found)], options),
    sides: [ours, theirs],
    proofs: found,
  };
}

function tell(sightings: readonly Sighting[], { fold = false }: DiffOptions): Told[] {
  return fold ? once(sightings) : everywhere(sightings);
}

function comparison(
  told: readonly Told[],
  sides: readonly Side[],
  options: DiffOptions,
  witnesses?: Witnesses,
): Comparison {
  const write = scribe(witnesses);
  const conclude = (each: Told): Change => (options.fold ? { ...write(each), reach: [...each.reach] } : write(each));
  const isProvider = options.perspective === "provider";
  const named = isProvider ? tell(ofComponents(sides), options) : [];
  const changes = [...told, ...named].map(conclude);
  const more = isProvider ? tell(ofVersion(sides, changes), options) : [];
  return { changes: [...changes, ...more.map(conclude)], unknown: problems(sides) };
}

/** What one of the documents names, and the other does not. */
function ofComponents([base, revision]: readonly Side[]): Sighting[] {
  if (!base || !revision) return [];
  return componentChanges(base.document, revision.document).map(({ id, ...places }) =>
    ofDocument(id, components.events[id], {
      pointer: "base" in places.seen ? places.baseAt : places.revisionAt,
      ...places,
    }),
  );
}

/** What the version of the whole says of its changes. */
function ofVersion([base, revision]: readonly Side[], changes: readonly Change[]): Sighting[] {
  if (!base || !revision || changes.length === 0) return [];
  const breaks = changes.some(({ level }) => level === "breaking");
  const id = versionEvent(base.document, revision.document, breaks);
  if (!id) return [];
  const pointer = "/info/version";
  const seen = { base: at(base.document, pointer) ?? null, revision: at(revision.document, pointer) ?? null };
  return [ofDocument(id, version.events[id], { pointer, seen, baseAt: pointer, revisionAt: pointer })];
}

/** What is told to a provider of a document, and of no operation in it. */
function ofDocument(
  id: string,
  event: OperationEvent,
  {
    pointer,
    seen,
    ...places
  }: { readonly pointer: string; readonly seen: Seen; readonly baseAt: string; readonly revisionAt: string },
): Sighting {
  const level = operationLevel(event, "provider");
  return {
    cause: causeOf(id, { rule: id, level, todo: event.todo, ...places, seen }),
    holders: holders([{ operation: undefined, at: { pointer, place: pointer.slice(1), subject: "" } }]),
    below: "",
    said: () => event.text(seen),
  };
}

/** What the documents do not say alike for all operations that say nothing else, by the keyword that says it there. */
function inherited(base: JsonObject, revision: JsonObject, same: Same): ReadonlySet<string> {
  // Under its keyword, which tells whether names or keywords stand below.
  const differs = (holder: string, keyword: string) => {
    const [ours, theirs] = [base, revision].map((document) => at(document, `${holder}/${keyword}`));
    return !same({ [keyword]: ours }, { [keyword]: theirs });
  };
  return new Set([
    ...(differs("", "servers") ? ["servers"] : []),
    ...(differs("", "security") || differs("/components", "securitySchemes") ? ["security"] : []),
  ]);
}

function held(from: Side, section: string) {
  return { side: from, place: memberOf({ node: from.document, pointer: "" }, section) };
}

/** What schemas show, for all that hold them: hundreds of operations hold the same pair, such as that of an error. */
function inSchemas({ held, perspective }: Gathering, harm: Proofs): Sighting[] {
  const groups = new Map<Pair, Map<number, [HeldPair, ...HeldPair[]]>>();
  for (const holder of held) {
    const bySpot = groups.get(holder.pair) ?? new Map<number, [HeldPair, ...HeldPair[]]>();
    groups.set(holder.pair, bySpot);
    const spot = spotNumber(holder.spot) * 2 + Number(holder.tentative);
    const group = bySpot.get(spot);
    if (group) group.push(holder);
    else bySpot.set(spot, [holder]);
  }
  const causeAt = causes(perspective);
  return [...groups].flatMap(([pair, bySpot]) =>
    [...bySpot.values()].flatMap((group) => {
      const [{ spot, tentative }] = group;
      const holding = holders(group);
      return reached(pair, spot, harm).map((found) => sighting(found, causeAt(found), holding, tentative));
    }),
  );
}

function sighting({ change, at, spot }: Reached, cause: Cause, holders: Holders, tentative: boolean): Sighting {
  const { rule, event, seen } = change;
  return {
    // Told apart from the same edit where it matters.
    cause: tentative ? { ...cause, level: "info", root: `${cause.root}-free` } : cause,
    holders,
    below: at,
    said: () => rule.events[event]?.text(seen, spot) ?? event,
  };
}

/** One cause for each change and kind of spot, however many operations reach it. */
function causes(perspective: Perspective): (reached: Reached) => Cause {
  const known = new Map<SchemaChange, Map<number, Cause>>();

  return (reached) => {
    const byKind = known.get(reached.change) ?? new Map<number, Cause>();
    known.set(reached.change, byKind);
    const kind = spotNumber(reached.spot) * 2 + Number(reached.harmless);
    const cause = byKind.get(kind) ?? conclude(reached);
    byKind.set(kind, cause);
    return cause;
  };

  function conclude({ change, spot, harmless, judged, way }: Reached): Cause {
    const { rule, event: name, at, seen, baseAt, revisionAt } = change;
    const event = rule.events[name];
    if (!event) throw new Error(`the rule ${rule.keyword} has no event ${name}`);
    return causeOf(`${rule.keyword} ${name} ${at}`, {
      rule: ruleId(rule, name, spot, seen),
      level: schemaLevel(event, seen, spot, perspective, harmless),
      todo: event.todo[effectOf(event, seen, spot)] ?? "Nothing to do.",
      baseAt,
      revisionAt,
      seen,
      evidence: { change, judged, way, spot },
    });
  }
}

const holderKinds = ["body", "parameter", "header"] as const;

/** A number for all that a rule may look at in a spot. */
function spotNumber({ direction, holder, nested, text, unsent, required = false }: Spot): number {
  const flags = [direction === "request", nested, text, unsent, required];
  return flags.reduce((bits, flag) => bits * 2 + Number(flag), holderKinds.indexOf(holder));
}

/** What could not be read, each once: a reference that leads nowhere in both documents is told of the revision. */
function problems(sides: readonly Side[]): Uncompared[] {
  const noted = new Map(
    sides.flatMap(({ name, problems }) => [...problems].map(([key, problem]) => [key, { ...problem, side: name }])),
  );
  return [...noted.values()].map(({ at: [pointer = "", ...others], side, text }) => {
    const elsewhere = others.length === 1 ? "another place" : `${others.length} other places`;
    return { pointer, side, text: others.length > 0 ? `${text}, here and in ${elsewhere}` : text };
  });
}
