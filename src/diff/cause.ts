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
  /** The length of its pointer: the place with the shortest one speaks for all. */
  readonly depth: number;
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

/** A sighting that is told, and the operations that its edit reaches. */
export interface Told {
  readonly sighting: Sighting;
  readonly reach: ReadonlySet<Operation>;
}

/** Every place of every operation. */
export function everywhere(sightings: Iterable<Sighting>): Told[] {
  const reaches = new Map<string, Set<Operation>>();
  return Array.from(sightings, (sighting) => {
    const { cause, operation } = sighting;
    const reach = reaches.get(cause.root) ?? new Set();
    reaches.set(cause.root, reach);
    if (operation) reach.add(operation);
    return { sighting, reach };
  });
}

/** Every cause once, at the nearest place where it was seen. Causes that name one edit by one rule are one. */
export function once(sightings: Iterable<Sighting>): Told[] {
  const groups = new Map<string, Group>();
  const known = new Map<Cause, Group>();
  for (const sighting of sightings) {
    const { cause, operation, depth } = sighting;
    const group = known.get(cause) ?? groupOf(sighting);
    known.set(cause, group);
    if (depth < group.sighting.depth) group.sighting = sighting;
    if (operation) group.reach.add(operation);
  }
  return [...groups.values()];

  function groupOf(sighting: Sighting): Group {
    const key = `${sighting.cause.root} ${sighting.cause.rule}`;
    const group = groups.get(key) ?? { sighting, reach: new Set() };
    groups.set(key, group);
    return group;
  }
}

interface Group {
  sighting: Sighting;
  readonly reach: Set<Operation>;
}

/** The evidence of what breaks somebody, that which reaches the most operations first. */
export function disputed(told: readonly Told[], limit: number): Evidence[] {
  const reached = new Map<Evidence, number>();
  for (const { sighting, reach } of told) {
    const { level, evidence } = sighting.cause;
    if (level === "breaking" && evidence) reached.set(evidence, reach.size);
  }
  return [...reached]
    .sort(([, a], [, b]) => b - a)
    .slice(0, limit)
    .map(([evidence]) => evidence);
}

export function change({ sighting, reach }: Told, witnesses: Witnesses | undefined): Change {
  const { cause, operation } = sighting;
  const { pointer, place, text } = sighting.where();
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
    operations: reach.size,
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
