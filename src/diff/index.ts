import { createHash } from "node:crypto";
import type { Description, Operation } from "../contract/contract.ts";
import { anonymous } from "../contract/operations.ts";
import { canonical } from "../json.ts";
import type { Change, Uncompared } from "./change.ts";
import { operationLevel, schemaLevel } from "./levels.ts";
import { type Encounter, encounters, type Held } from "./operations.ts";
import { type Pair, type Pairs, pairs, type Reached } from "./pairs.ts";
import { endpointEvents } from "./rules/endpoints.ts";
import type {
  At,
  OperationEvent,
  OperationRule,
  OperationSeen,
  OperationSpots,
  OperationView,
} from "./rules/operation.ts";
import { inheritedRules, operationRules } from "./rules/operations.ts";
import { effectOf, type Perspective, ruleId, type Seen, type Spot } from "./rules/rule.ts";
import { type Same, sameness } from "./same.ts";
import { memberOf, members, type Place, type Side, side } from "./side.ts";
import { place as said, sentence } from "./text.ts";

export interface DiffOptions {
  /** Whose default levels: what breaks a caller (`consumer`), or what a provider may not change. */
  readonly perspective: Perspective;
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
  const ours = side("base", base.document);
  const theirs = side("revision", revision.document);
  const same = sameness(base.document, revision.document);
  const comparison: Work = { same, pairs: pairs(ours, theirs, same), found: [], roots: [] };

  for (const [section, received] of [
    ["paths", false],
    ["webhooks", true],
  ] as const) {
    const [b, r] = [held(ours, section), held(theirs, section)];
    for (const met of encounters(b, r)) meet(met, received, received ? "webhook" : "endpoint", comparison);
  }
  comparison.pairs.settle();
  for (const root of comparison.roots)
    for (const reached of comparison.pairs.reached(root.pair, root.spot))
      comparison.found.push(schemaFinding(root, reached, options));
  return { changes: conclude(comparison.found, options), unknown: [...problems(ours), ...problems(theirs)] };
}

/** What one comparison gathers: findings of operations, and the pairs of schemas that operations hold. */
interface Work {
  readonly same: Same;
  readonly pairs: Pairs;
  readonly found: Found[];
  readonly roots: Root[];
}

interface Root {
  readonly operation: Operation;
  readonly at: At;
  readonly spot: Spot;
  readonly pair: Pair;
}

/** A change whose level, fingerprint and reach are not concluded yet. */
interface Found extends Pick<Change, "rule" | "text" | "todo"> {
  readonly operation: Operation;
  readonly pointer: string;
  readonly place: string;
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
  readonly seen: OperationSeen;
  readonly level: (perspective: Perspective) => Change["level"];
  /** What happened, the same in every direction and operation. */
  readonly kind: string;
}

function held(from: Side, section: string): Held {
  return { side: from, place: memberOf({ node: from.document, pointer: "" }, section) };
}

function meet(met: Encounter, received: boolean, what: "endpoint" | "webhook" | "callback", work: Work): void {
  if (met.kind !== "both") {
    work.found.push(endpointFinding(met, what));
    return;
  }
  const { operation, base, revision } = met;
  const itemsSame = base.path === revision.path && work.same(base.item.node, revision.item.node);
  const rules = itemsSame ? inheritedRules : [...inheritedRules, ...operationRules];
  for (const rule of rules) runRule(rule, operation, base, revision, received, work);
  if (!itemsSame) meetCallbacks(base, revision, operation, work);
}

function runRule(
  rule: OperationRule,
  operation: Operation,
  base: OperationView,
  revision: OperationView,
  received: boolean,
  work: Work,
): void {
  rule.compare(base, revision, {
    received,
    same: work.same,
    emit(id, seen) {
      const event = rule.events[id];
      if (event) work.found.push(operationFinding(id, event, seen, operation));
    },
    schema(at, spot, before, after) {
      const pair = work.pairs.get([before ?? anything(base)], [after ?? anything(revision)]);
      if (pair) work.roots.push({ operation, at, spot, pair });
    },
  });
}

/** Where no schema stands, anything fits. */
function anything({ node }: OperationView): Place {
  return { node: true, pointer: node.pointer };
}

/** What the vendor calls at our side (OpenAPI 3.1.1, section 4.8.18): told of the operation that sets it up. */
function meetCallbacks(base: OperationView, revision: OperationView, operation: Operation, work: Work): void {
  const [before, after] = [callbacksOf(base), callbacksOf(revision)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [b, r] = [before.get(name), after.get(name)];
    for (const met of encounters({ side: base.side, place: b }, { side: revision.side, place: r }))
      meet({ ...met, operation }, true, "callback", work);
  }
}

function callbacksOf({ node, side: from }: OperationView): ReadonlyMap<string, Place> {
  return new Map(
    [...members(memberOf(node, "callbacks"))].flatMap(([name, listed]) => {
      const reference = typeof listed.node === "object" ? memberOf(listed, "$ref")?.node : undefined;
      const place = typeof reference === "string" ? from.resolve(reference) : listed;
      return place ? [[name, place] as const] : [];
    }),
  );
}

function endpointFinding(met: Exclude<Encounter, { kind: "both" }>, what: "endpoint" | "webhook" | "callback"): Found {
  const id = endpointId(met, what);
  const event: OperationEvent = endpointEvents[id];
  const pointer = met.view.node.pointer;
  const root = met.wholePath ? met.view.item.pointer : pointer;
  const [baseAt, revisionAt] = met.kind === "removed" ? [root, met.otherwise] : [met.otherwise, root];
  return operationFinding(id, event, { pointer, place: "", subject: "", baseAt, revisionAt }, met.operation, root);
}

function endpointId(
  { kind, wholePath, deprecated }: Exclude<Encounter, { kind: "both" }>,
  what: "endpoint" | "webhook" | "callback",
): keyof typeof endpointEvents {
  if (what !== "endpoint") return `${what}-${kind}`;
  if (kind === "added") return "endpoint-added";
  return `api-${wholePath ? "path-" : ""}removed-${deprecated ? "with" : "without"}-deprecation`;
}

function operationFinding(
  id: string,
  event: OperationEvent,
  { pointer, place, subject, baseAt, revisionAt, ...seen }: OperationSeen & OperationSpots,
  operation: Operation,
  root = "",
): Found {
  return {
    rule: id,
    operation,
    pointer,
    place,
    baseAt,
    revisionAt,
    seen,
    level: (perspective) => operationLevel(event, perspective),
    kind: `${id} ${root}`,
    text: sentence(subject, event.text(seen)),
    todo: event.todo,
  };
}

function schemaFinding(
  { operation, at, spot: _root }: Root,
  { change, at: below, spot }: Reached,
  _options: DiffOptions,
): Found {
  const { rule, event: name, seen, baseAt, revisionAt } = change;
  const event = rule.events[name];
  if (!event) throw new Error(`the rule ${rule.keyword} has no event ${name}`);
  const seenHere: Seen = seen;
  return {
    rule: ruleId(rule, name, spot, seenHere),
    operation,
    pointer: at.pointer + below,
    place: at.place + below,
    baseAt,
    revisionAt,
    seen,
    level: (perspective) => schemaLevel(event, seen, spot, perspective),
    kind: `${rule.keyword} ${name} ${below.slice(below.lastIndexOf("/"))}`,
    text: sentence(said(at.subject, below), event.text(seen, spot)),
    todo: event.todo[effectOf(event, seen, spot)] ?? "Nothing to do.",
  };
}

function conclude(found: readonly Found[], { perspective }: DiffOptions): Change[] {
  const reach = new Map<string, Set<string>>();
  const concluded = found.map((each) => {
    const root = hash(
      each.kind,
      each.baseAt ?? "",
      each.revisionAt ?? "",
      canonical(each.seen.base ?? null),
      canonical(each.seen.revision ?? null),
    );
    const operations = reach.get(root) ?? new Set();
    reach.set(root, operations.add(`${each.operation.method} ${each.operation.path}`));
    return { each, root };
  });
  return concluded.map(({ each, root }) => ({
    rule: each.rule,
    level: each.level(perspective),
    operation: each.operation,
    pointer: each.pointer,
    ...(each.baseAt === undefined ? {} : { base: each.baseAt }),
    ...(each.revisionAt === undefined ? {} : { revision: each.revisionAt }),
    text: each.text,
    todo: each.todo,
    fingerprint: hash(
      each.rule,
      each.operation.method,
      anonymous(each.operation.path),
      each.place,
      canonical(each.seen.base ?? null),
      canonical(each.seen.revision ?? null),
    ),
    root,
    operations: reach.get(root)?.size ?? 1,
  }));
}

function hash(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
}

function problems({ name, problems: noted }: Side): Uncompared[] {
  return [...noted].map(([pointer, text]) => ({ pointer, side: name, text }));
}
