import { hash } from "node:crypto";
import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import { anonymous } from "../contract/operations.ts";
import { canonical, type Json } from "../json.ts";
import type { Change } from "./change.ts";
import type { Evidence } from "./proof/index.ts";
import type { At, OperationSeen } from "./rules/operation.ts";
import { dotted, placeOf, sentence } from "./text.ts";

/** One edit of the description and the rule that names it: what all its changes have in common. */
export interface Cause {
  readonly rule: string;
  readonly level: Level;
  readonly todo: string;
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
  readonly seen: OperationSeen;
  /** The values before and after, as text that is equal for equal values. */
  readonly values: readonly string[];
  /** Same for the rules that see one edit from different sides, such as a request and a response. */
  readonly root: string;
  /** What decides whether a schema's change breaks anybody. */
  readonly evidence?: Evidence;
}

/** Makes a cause: its root names what happened, where it is written on both sides, and the values before and after. */
export function causeOf(kind: string, parts: Omit<Cause, "root" | "values">): Cause {
  const { baseAt = "", revisionAt = "", seen } = parts;
  const values = [canonical(seen.base ?? null), canonical(seen.revision ?? null)];
  return { ...parts, values, root: digest(kind, baseAt, revisionAt, ...values) };
}

/** A cause, seen in one way below some holders, such as the error that every operation answers with. */
export interface Sighting {
  readonly cause: Cause;
  readonly holders: Holders;
  /** JSON Pointer below each holder. */
  readonly below: string;
  /** What is said of the place. */
  said(): string;
}

/** A place of an operation, or of the whole document. */
export interface Holder {
  readonly operation: Operation | undefined;
  readonly at: At;
}

/** Holders that hold the same in the same way. */
export interface Holders {
  readonly all: readonly Holder[];
  /** The one with the shortest pointer, which speaks for all. */
  readonly nearest: Holder;
  readonly operations: ReadonlySet<Operation>;
}

/** Gathers holders, of which there is at least one. */
export function holders(all: readonly [Holder, ...Holder[]]): Holders {
  return {
    all,
    nearest: all.reduce((best, holder) => (holder.at.pointer.length < best.at.pointer.length ? holder : best)),
    operations: new Set(all.flatMap(({ operation }) => operation ?? [])),
  };
}

/** A value for each piece of evidence that was looked for and found. */
export type Witnesses = ReadonlyMap<Evidence, Json>;

/** A sighting that is told of one of its holders, and the operations that its edit reaches. */
export interface Told {
  readonly sighting: Sighting;
  readonly holder: Holder;
  readonly reach: ReadonlySet<Operation>;
}

/** Every place of every operation. */
export function everywhere(sightings: readonly Sighting[]): Told[] {
  const reaches = unions(sightings, ({ root }) => root);
  return sightings.flatMap((sighting) => {
    const reach = reaches(sighting.cause);
    return sighting.holders.all.map((holder) => ({ sighting, holder, reach }));
  });
}

/** Every cause once, at the nearest place where it was seen. Causes that name one edit by one rule at one level are one. */
export function once(sightings: readonly Sighting[]): Told[] {
  const keyOf = remembered(({ root, rule, level }: Cause) => `${root} ${rule} ${level}`);
  const reaches = unions(sightings, keyOf);
  const nearest = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const key = keyOf(sighting.cause);
    const best = nearest.get(key);
    if (!best || depth(sighting) < depth(best)) nearest.set(key, sighting);
  }
  return Array.from(nearest.values(), (sighting) => ({
    sighting,
    holder: sighting.holders.nearest,
    reach: reaches(sighting.cause),
  }));
}

function depth({ holders: { nearest }, below }: Sighting): number {
  return nearest.at.pointer.length + below.length;
}

/** The operations that are reached by all sightings whose causes have one key. */
function unions(
  sightings: readonly Sighting[],
  keyOf: (cause: Cause) => string,
): (cause: Cause) => ReadonlySet<Operation> {
  const sources = new Map<string, Set<ReadonlySet<Operation>>>();
  for (const { cause, holders } of sightings) {
    const key = keyOf(cause);
    const known = sources.get(key);
    if (known) known.add(holders.operations);
    else sources.set(key, new Set([holders.operations]));
  }
  const reaches = new Map(Array.from(sources, ([key, sets]) => [key, union([...sets])]));
  return (cause) => reaches.get(keyOf(cause)) ?? new Set();
}

function union(sets: readonly ReadonlySet<Operation>[]): ReadonlySet<Operation> {
  const [only, ...others] = sets;
  if (only && others.length === 0) return only;
  const all = new Set<Operation>();
  for (const set of sets) for (const operation of set) all.add(operation);
  return all;
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

/** Writes causes down as changes. */
export function scribe(witnesses: Witnesses | undefined): (told: Told) => Change {
  const names = remembered((operation: Operation | undefined) =>
    operation ? [operation.method, anonymous(operation.path)] : [],
  );
  const paths = remembered(dotted);
  const saying = remembered(({ said }: Sighting) => said());
  const proofs = remembered((cause: Cause) => witnesses && provedBy(cause, witnesses));

  return ({ sighting, holder: { operation, at }, reach }) => {
    const { cause, below } = sighting;
    const { rule, level, todo, baseAt, revisionAt, root, values } = cause;
    const rename = cause.seen.rename?.();
    return {
      rule,
      level,
      ...(operation && { operation }),
      pointer: at.pointer + below,
      ...(baseAt === undefined ? {} : { base: baseAt }),
      ...(revisionAt === undefined ? {} : { revision: revisionAt }),
      text: sentence(placeOf(at.subject, paths(below)), saying(sighting)),
      ...(rename === undefined ? {} : { rename }),
      todo,
      fingerprint: digest(rule, ...names(operation), at.place + below, ...values),
      root,
      operations: reach.size,
      ...proofs(cause),
    };
  };
}

/** A function that does its work once for each argument. */
function remembered<In, Out>(work: (from: In) => Out): (from: In) => Out {
  const known = new Map<In, Out>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before;
    const made = work(from);
    known.set(from, made);
    return made;
  };
}

function provedBy({ level, evidence }: Cause, witnesses: Witnesses): Pick<Change, "proof" | "witness"> {
  if (level !== "breaking" || !evidence) return {};
  const witness = witnesses.get(evidence);
  return witness === undefined ? { proof: "rule" } : { proof: "witness", witness };
}

/** The first 64 bits of SHA-256, in hex: short enough to read out, long enough never to meet. */
function digest(...parts: readonly string[]): string {
  return hash("sha256", parts.join("\n")).slice(0, 16);
}
