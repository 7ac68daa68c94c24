import { hash } from "node:crypto";
import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import { anonymous } from "../contract/operations.ts";
import { canonical, type Json } from "../json.ts";
import type { Change } from "./change.ts";
import type { Evidence } from "./proof/index.ts";
import type { OperationSeen } from "./rules/operation.ts";

/** One edit of the description and the rule that names it: what all its changes have in common. */
export interface Cause {
  readonly rule: string;
  readonly level: Level;
  readonly todo: string;
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
  readonly seen: OperationSeen;
  /** Same for the rules that see one edit from different sides, such as a request and a response. */
  readonly root: string;
  /** What decides whether a schema's change breaks anybody. */
  readonly evidence?: Evidence;
}

/** A cause, seen at one place of one operation, or of the whole document. */
export interface Sighting {
  readonly cause: Cause;
  readonly operation: Operation | undefined;
  where(): Where;
}

export interface Where {
  readonly pointer: string;
  /** The place by names alone, for the fingerprint. */
  readonly place: string;
  readonly text: string;
}

/** Names an edit: what happened, where it is written on both sides, and the values before and after. */
export function rootOf(
  kind: string,
  { baseAt, revisionAt, seen }: Pick<Cause, "baseAt" | "revisionAt" | "seen">,
): string {
  return digest(kind, baseAt ?? "", revisionAt ?? "", ...valuesOf(seen));
}

/** A value for each piece of evidence that was looked for and found. */
export type Witnesses = ReadonlyMap<Evidence, Json>;

/** The evidence of what breaks somebody, that which reaches the most operations first. */
export function disputed(sightings: readonly Sighting[], limit: number): Evidence[] {
  const reach = new Map<Evidence, Set<Operation>>();
  for (const { cause, operation } of sightings)
    if (operation && cause.level === "breaking" && cause.evidence)
      reach.set(cause.evidence, (reach.get(cause.evidence) ?? new Set()).add(operation));
  return [...reach]
    .sort(([, a], [, b]) => b.size - a.size)
    .slice(0, limit)
    .map(([evidence]) => evidence);
}

/** A change for each place of each operation. */
export function unfolded(sightings: Iterable<Sighting>, witnesses?: Witnesses): Change[] {
  const all = [...sightings];
  const reach = new Map<string, Set<Operation>>();
  for (const { cause, operation } of all)
    if (operation) reach.set(cause.root, (reach.get(cause.root) ?? new Set()).add(operation));
  return all.map((sighting) => change(sighting, reach.get(sighting.cause.root)?.size ?? 0, witnesses));
}

/** A change for each cause, at the first place where it was seen, with the operations that it reaches. */
export function folded(sightings: Iterable<Sighting>, witnesses?: Witnesses): Change[] {
  const groups = new Map<string, Group>();
  const known = new Map<Cause, Group>();
  for (const sighting of sightings) {
    const { cause, operation } = sighting;
    const group = known.get(cause) ?? groupOf(sighting);
    known.set(cause, group);
    if (operation) group.reach.add(operation);
  }
  return [...groups.values()].map(({ first, reach }) => ({
    ...change(first, reach.size, witnesses),
    reach: [...reach],
  }));

  /** Causes that name the same edit by the same rule are told as one. */
  function groupOf(first: Sighting): Group {
    const key = `${first.cause.root} ${first.cause.rule}`;
    const group = groups.get(key) ?? { first, reach: new Set() };
    groups.set(key, group);
    return group;
  }
}

interface Group {
  readonly first: Sighting;
  readonly reach: Set<Operation>;
}

function change({ cause, operation, where }: Sighting, operations: number, witnesses: Witnesses | undefined): Change {
  const { pointer, place, text } = where();
  const { rule, level, todo, baseAt, revisionAt, seen, root } = cause;
  const rename = seen.rename?.();
  return {
    rule,
    level,
    ...(operation && { operation }),
    pointer,
    ...(baseAt === undefined ? {} : { base: baseAt }),
    ...(revisionAt === undefined ? {} : { revision: revisionAt }),
    text,
    ...(rename === undefined ? {} : { rename }),
    todo,
    fingerprint: digest(rule, ...named(operation), place, ...valuesOf(seen)),
    root,
    operations,
    ...(witnesses && provedBy(cause, witnesses)),
  };
}

function named(operation: Operation | undefined): string[] {
  return operation ? [operation.method, anonymous(operation.path)] : [];
}

function provedBy({ level, evidence }: Cause, witnesses: Witnesses): Pick<Change, "proof" | "witness"> {
  if (level !== "breaking" || !evidence) return {};
  const witness = witnesses.get(evidence);
  return witness === undefined ? { proof: "rule" } : { proof: "witness", witness };
}

function valuesOf({ base = null, revision = null }: OperationSeen): string[] {
  return [canonical(base), canonical(revision)];
}

/** The first 64 bits of SHA-256, in hex: short enough to read out, long enough never to meet. */
function digest(...parts: readonly string[]): string {
  return hash("sha256", parts.join("\n")).slice(0, 16);
}
