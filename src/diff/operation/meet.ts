import type { Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import { join } from "../../json.ts";
import type { Calendar } from "../calendar.ts";
import { causeOf, holders, type Sighting } from "../cause.ts";
import { operationLevel } from "../levels.ts";
import { isBeforeSunset, isTentative, isUnreadable } from "../lifecycle.ts";
import { endpoints } from "../rules/endpoints.ts";
import { ageOf } from "../rules/lifecycle.ts";
import type {
  At,
  OperationEvent,
  OperationRule,
  OperationSeen,
  OperationSpots,
  OperationView,
} from "../rules/operation.ts";
import { operationRules } from "../rules/operations.ts";
import type { Perspective, Spot } from "../rules/rule.ts";
import type { Same } from "../same.ts";
import type { Pair, Pairs } from "../schema/pairs.ts";
import { field, memberOf, members, type Place, referred } from "../side.ts";
import { moved } from "./moved.ts";
import { type Encounter, encounters, type Held } from "./operations.ts";

/** What kind of operation: who calls whom, and how one that came or went is called. */
export type Kind = "endpoint" | "webhook" | "callback";

/** Gathers what operations show by themselves, and the pairs of schemas that they hold. */
export interface Gathering {
  readonly perspective: Perspective;
  readonly calendar: Calendar;
  readonly same: Same;
  /** What operations inherit from their document where they say nothing, and that is not the same in both. */
  readonly inherited: ReadonlySet<string>;
  readonly pairs: Pairs;
  readonly sightings: Sighting[];
  readonly held: HeldPair[];
}

/** A pair of schemas where an operation holds it. */
export interface HeldPair {
  readonly operation: Operation;
  readonly at: At;
  readonly spot: Spot;
  readonly pair: Pair;
  /** Whatever changes there is a note. */
  readonly tentative: boolean;
}

/** Compares all operations of a map of path items. */
export function meetAll(base: Held, revision: Held, kind: Kind, gathering: Gathering): void {
  const all = encounters(
    base,
    revision,
    (ours, theirs) => gathering.inherited.size === 0 && gathering.same(ours, theirs),
  );
  const nowAt = moved(all, gathering.same);
  for (const met of all) meet(met, kind, nowAt, gathering);
}

/** Compares an operation that both documents have, or tells that one is alone. */
function meet(met: Encounter, kind: Kind, nowAt: NowAt, gathering: Gathering): void {
  if (met.kind !== "both") {
    if (!met.isUnread) gathering.sightings.push(alone(met, kind, nowAt, gathering));
    return;
  }
  const changed = changedKeywords(met, gathering);
  for (const rule of operationRules)
    if (rule.reads.some((keyword) => changed.has(keyword))) compare(rule, met, kind, gathering);
  if (changed.has("callbacks")) meetCallbacks(met, gathering);
}

/** The keywords of an operation, and of what it inherits, that do not say the same. */
function changedKeywords({ base, revision }: Both, { inherited, same }: Gathering): ReadonlySet<string> {
  const changed = new Set(inherited);
  if (base.path !== revision.path) for (const keyword of ofPath) changed.add(keyword);
  const differs = (ours: Place, theirs: Place, keyword: string) =>
    !same({ [keyword]: field(ours, keyword) }, { [keyword]: field(theirs, keyword) });
  for (const keyword of read) if (differs(base.node, revision.node, keyword)) changed.add(keyword);
  for (const keyword of ofPath) if (differs(base.item, revision.item, keyword)) changed.add(keyword);
  return changed;
}

const read: ReadonlySet<string> = new Set([...operationRules.flatMap(({ reads }) => reads), "callbacks"]);

/** What a path item says for all its operations. */
const ofPath = ["parameters", "servers"];

type NowAt = ReturnType<typeof moved>;
type Both = Extract<Encounter, { readonly kind: "both" }>;
type Alone = Exclude<Encounter, Both>;

function compare(rule: OperationRule, { operation, base, revision }: Both, kind: Kind, gathering: Gathering): void {
  const tentative = isFree(base, gathering);
  rule.compare(base, revision, {
    received: kind !== "endpoint",
    calendar: gathering.calendar,
    same: gathering.same,
    emit(id, seen) {
      // What a side has there could not be read: it is unknown, and not gone.
      if (base.side.isUnread(seen.pointer) || revision.side.isUnread(seen.pointer)) return;
      const event = rule.events[id];
      const meant = event && kind !== "endpoint" ? { ...event, ...event.received } : event;
      if (meant)
        gathering.sightings.push(
          sighting(id, tentative ? { ...meant, level: "info" } : meant, seen, operation, gathering),
        );
    },
    schema(at, spot, before, after) {
      const pair = gathering.pairs.get([before ?? anything(base)], [after ?? anything(revision)]);
      if (pair) gathering.held.push({ operation, at, spot, pair, tentative });
    },
    alike(before, after) {
      const pair = gathering.pairs.get([before ?? anything(base)], [after ?? anything(revision)]);
      return () => pair?.differs !== true;
    },
  });
}

/** A provider may change what is `draft` or `alpha`; it breaks a consumer all the same. */
function isFree({ node }: OperationView, { perspective }: Gathering): boolean {
  return perspective === "provider" && isTentative(ageOf(node));
}

/** Where no schema stands, anything fits. */
function anything({ node }: OperationView): Place {
  return { node: true, pointer: node.pointer };
}

/** What the vendor calls at our side (OpenAPI 3.1.1, section 4.8.18): told of the operation that sets it up. */
function meetCallbacks({ operation, base, revision }: Both, gathering: Gathering): void {
  const [before, after] = [callbacksOf(base), callbacksOf(revision)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if ((before.has(name) && isUnread(revision, name)) || (after.has(name) && isUnread(base, name))) continue;
    const sides = [
      { side: base.side, place: before.get(name) },
      { side: revision.side, place: after.get(name) },
    ] as const;
    const all = encounters(...sides, () => false);
    for (const met of readdressed(all)) gathering.sightings.push(elsewhere(name, met, operation, gathering));
    for (const met of all) meet({ ...met, operation }, "callback", () => undefined, gathering);
  }
}

function callbacksOf({ node, side }: OperationView): ReadonlyMap<string, Place> {
  const listed = [...members(memberOf(node, "callbacks"))];
  return new Map(
    listed.flatMap(([name, callback]) => {
      const place = referred(callback, side);
      return place ? [[name, place] as const] : [];
    }),
  );
}

function isUnread({ node, side }: OperationView, callback: string): boolean {
  return side.isUnread(join(node.pointer, "callbacks", callback));
}

/** One operation of each callback that the vendor sends to an address that it takes from elsewhere. */
function readdressed(all: readonly Encounter[]): Iterable<Both> {
  const both = all.filter((met): met is Both => met.kind === "both" && met.base.path !== met.revision.path);
  return new Map(both.map((met) => [met.base.path, met])).values();
}

function elsewhere(name: string, { base, revision }: Both, operation: Operation, gathering: Gathering): Sighting {
  const seen = {
    pointer: base.item.pointer,
    place: `callbacks/${name}`,
    subject: `callback ${name}`,
    baseAt: base.item.pointer,
    revisionAt: revision.item.pointer,
    base: base.path,
    revision: revision.path,
  };
  const id = "callback-url-changed";
  return sighting(id, endpoints.events[id], seen, operation, gathering);
}

function alone(met: Alone, kind: Kind, nowAt: NowAt, gathering: Gathering): Sighting {
  const id = aloneId(met, kind, gathering.calendar);
  const { pointer } = met.view.node;
  // A path that went with all its methods is one edit.
  const root = met.wholePath ? met.view.item.pointer : pointer;
  const [baseAt, revisionAt] = met.kind === "removed" ? [root, met.otherwise] : [met.otherwise, root];
  const rename = () => (met.kind === "removed" ? nowAt(operationName(met.operation)) : undefined);
  const seen = { pointer, place: "", subject: "", baseAt, revisionAt, rename };
  const event: OperationEvent = endpoints.events[id];
  const meant = isFree(met.view, gathering) ? { ...event, level: "info" as const } : event;
  return sighting(id, meant, seen, met.operation, gathering);
}

function aloneId({ kind, wholePath, age }: Alone, what: Kind, calendar: Calendar): keyof typeof endpoints.events {
  if (what !== "endpoint") return `${what}-${kind}`;
  if (kind === "added") return "endpoint-added";
  if (wholePath && age.deprecated && isUnreadable(age)) return "api-path-sunset-parse";
  const early = isBeforeSunset(age, calendar);
  return `api-${wholePath ? "path-" : ""}removed-${early ? "before-sunset" : age.deprecated ? "with-deprecation" : "without-deprecation"}`;
}

function sighting(
  rule: string,
  event: OperationEvent,
  { pointer, place, subject, baseAt, revisionAt, ...seen }: OperationSeen & OperationSpots,
  operation: Operation,
  { perspective }: Gathering,
): Sighting {
  const level = operationLevel(event, perspective);
  return {
    cause: causeOf(rule, { rule, level, todo: event.todo, baseAt, revisionAt, seen }),
    holders: holders([{ operation, at: { pointer, place, subject } }]),
    below: "",
    said: () => event.text(seen),
  };
}
