import { isObject, type Json } from "../../json.ts";
import type { Calendar } from "../calendar.ts";
import { append } from "../multimap.ts";
import { choices, rewraps } from "../rules/choices.ts";
import { nullable } from "../rules/nullable.ts";
import { places, type SchemaRule, type Seen, type Spots, type Unsent, unsent, type Walk } from "../rules/rule.ts";
import { schemaRules } from "../rules/schemas.ts";
import type { Same } from "../same.ts";
import { follow, type Schema, type Side } from "../side.ts";
import { kinship } from "./kin.ts";
import { differingParts, type PartPair } from "./narrow.ts";
import { type Reader, reader } from "./reader.ts";
import { canBe, type View } from "./view.ts";
import { type Way, wayOf } from "./way.ts";

/** What a rule saw in one pair of schemas, at a place relative to them. */
export interface SchemaChange extends Way {
  readonly rule: SchemaRule;
  readonly event: string;
  readonly seen: Seen;
  readonly unsent: Unsent | undefined;
  readonly baseAt: string | undefined;
  readonly revisionAt: string | undefined;
  /** The pair that decides whether it breaks anybody, where its own does not: it has changes, or none that are not told. */
  readonly decidedBy?: Pair | "nothing";
}

/** Two schemas under comparison: what is different here, and the pairs that their parts make. */
export interface Pair {
  readonly base: Schema;
  readonly revision: Schema;
  readonly changes: SchemaChange[];
  /** Once all pairs are compared: those that differ. */
  parts: Part[];
  /** A branch of a choice: whether `null` fits is said of the choice. */
  readonly branch: boolean;
  /** Whether anything is different here or anywhere below. Known once all pairs are compared. */
  differs: boolean;
}

/** A part of both schemas of a pair. */
export interface Part extends Way {
  readonly pair: Pair;
  readonly unsent: Unsent | undefined;
  /** Nothing that is proved of the pair that holds it says anything of it. */
  readonly apart?: true;
}

/**
 * All pairs of schemas that two documents make, each compared once. The pairs form a graph: recursion is an edge back,
 * and a component that thousands of operations reach is one node.
 */
export interface Pairs {
  /** The pair of two schemas; undefined where nothing can be different, or a reference dangles (which is noted). */
  get(base: Schema, revision: Schema): Pair | undefined;
  /**
   * Compares all pairs that were asked for, and those that they lead to.
   * @param sent the pairs that requests hold
   * @param overlap finds a value that fitted the base, and fits two branches of the revision
   */
  settle(sent: readonly Pair[], overlap: (pair: Pair) => Json | undefined): void;
}

export function pairs(base: Side, revision: Side, same: Same, calendar: Calendar): Pairs {
  const known = new Map<string, Pair>();
  const open: Pair[] = [];
  const guarded: {
    readonly pair: Pair;
    readonly guard: Pair;
    readonly change: SchemaChange;
    readonly decides: boolean;
  }[] = [];
  const read = { base: reader(base), revision: reader(revision) };
  const kin = { base: kinship(base.document), revision: kinship(revision.document) };
  const ids = identities();

  function get(ours: Schema, theirs: Schema, branch = false): Pair | undefined {
    const [b, r] = [followAll(ours, base), followAll(theirs, revision)];
    if (!b || !r) return undefined;
    if (b.length === 1 && r.length === 1 && same(b[0]?.node, r[0]?.node)) return undefined;
    const key = `${ids(b)}|${ids(r)}${branch ? "|branch" : ""}`;
    const pair = known.get(key) ?? { base: b, revision: r, changes: [], parts: [], branch, differs: false };
    if (!known.has(key)) {
      known.set(key, pair);
      open.push(pair);
    }
    return pair;
  }

  function compare(pair: Pair): void {
    const parts = differingParts(pair.base, pair.revision, same);
    if (parts) for (const part of parts) descendInto(pair, part);
    else compareWhole(pair);
  }

  function descendInto(pair: Pair, { at, base: ours, revision: theirs, branch }: PartPair): void {
    const [b, r] = [[ours], [theirs]] as const;
    const part = get(b, r, branch);
    if (!part) return;
    const [keyword, name = ""] = at;
    const sent =
      keyword === "properties"
        ? unsent(mustHave(pair.revision, name), travel(part.base, read.base), travel(part.revision, read.revision))
        : undefined;
    pair.parts.push({ pair: part, ...wayOf(at), unsent: sent });
  }

  function compareWhole(pair: Pair): void {
    const [b, r] = [read.base(pair.base), read.revision(pair.revision)];
    const walk = walkIn(pair);
    // Where one side is a branch of the other, only the branches are compared: they bring all else with them.
    for (const rule of rewraps(b, r) ? [choices, nullable] : schemaRules) {
      if ((rule === nullable && pair.branch) || !concerns(rule, b, r)) continue;
      walk.rule = rule;
      rule.compare(b, r, walk);
    }
  }

  /** One walk for all rules of a pair: `rule` is the one whose turn it is. */
  function walkIn(pair: Pair): Walk & { rule: SchemaRule } {
    const walk: Walk & { rule: SchemaRule } = {
      rule: choices,
      calendar,
      kin,
      read,
      schema: pair,
      emit(event, seen) {
        pair.changes.push(change(walk.rule, event, seen));
      },
      emitUnlessAlike(ours, theirs, event, seen) {
        const [b, r] = [base.resolve(ours), revision.resolve(theirs)];
        const guard = b && r && get([b], [r]);
        if (guard) guarded.push({ pair, guard, change: change(walk.rule, event, seen), decides: true });
        else if (!b || !r) pair.changes.push({ ...change(walk.rule, event, seen), decidedBy: "nothing" });
      },
      emitIfOther(ours, theirs, event, seen) {
        const guard = get(ours, theirs);
        if (guard) guarded.push({ pair, guard, change: change(walk.rule, event, seen), decides: false });
      },
      descend(at, ours, theirs, { unsent: sent, branch, apart } = {}) {
        const part = get(ours, theirs, branch);
        if (part) pair.parts.push({ pair: part, ...wayOf(at), unsent: sent?.(), ...(apart && { apart }) });
      },
      alike(ours, theirs) {
        const compared = get(ours, theirs);
        return () => compared?.differs !== true;
      },
    };
    return walk;
  }

  function noteOverlap(pair: Pair, value: Json | undefined): void {
    if (value === undefined) return;
    const [b, r] = [read.base(pair.base), read.revision(pair.revision)];
    pair.changes.push(change(choices, "one-of-overlaps", { revision: value, ...places(b, r, "oneOf") }));
  }

  return {
    get,
    settle(sent, overlap) {
      for (let pair = open.pop(); pair; pair = open.pop()) compare(pair);
      spread([...known.values()]);
      for (const { pair, guard, change, decides } of guarded.splice(0))
        if (guard.differs) pair.changes.push(decides ? { ...change, decidedBy: decider(pair, guard) } : change);
      for (const pair of differingBelow(sent)) if (hasOtherBranches(pair)) noteOverlap(pair, overlap(pair));
      spread([...known.values()]); // what a guard let through makes a difference too
      for (const pair of known.values()) pair.parts = pair.parts.filter((part) => part.pair.differs);
    },
  };
}

/** The pairs that differ, and those below them that do. */
function differingBelow(roots: readonly Pair[]): ReadonlySet<Pair> {
  const all = new Set(roots.filter(({ differs }) => differs));
  for (const { parts } of all) for (const { pair } of parts) if (pair.differs) all.add(pair);
  return all;
}

/** Whether a branch came, or one that stayed is not the same. */
function hasOtherBranches({ changes, parts }: Pair): boolean {
  return (
    changes.some(({ event }) => event === "one-of-added") || parts.some(({ branch, pair }) => branch && pair.differs)
  );
}

function decider(pair: Pair, guard: Pair): Pair | "nothing" {
  return holdsAlready(pair, guard) ? "nothing" : guard;
}

/** Whether two schemas are compared as branches of a pair. */
function holdsAlready({ parts }: Pair, { base, revision }: Pair): boolean {
  return parts.some(({ pair }) => pair.base[0]?.node === base[0]?.node && pair.revision[0]?.node === revision[0]?.node);
}

/** Which way values travel: as the node says it, where nothing else could, so that most schemas need not be read for it. */
function travel(schema: Schema, read: Reader): Pick<View, "notes"> {
  const node = schema.length === 1 ? schema[0]?.node : undefined;
  if (!isObject(node) || others.some((keyword) => Object.hasOwn(node, keyword))) return read(schema);
  const said = (["readOnly", "writeOnly"] as const).filter((note) => node[note] === true);
  return { notes: new Map(said.map((note) => [note, true])) };
}

/** Keywords that apply other schemas in the same place. */
const others = ["allOf", "oneOf", "anyOf", "$ref", "$dynamicRef"];

function change(
  rule: SchemaRule,
  event: string,
  { at = [], unsent, baseAt, revisionAt, ...seen }: Seen & Spots,
): SchemaChange {
  return { rule, event, seen, ...wayOf(at), unsent, baseAt, revisionAt };
}

/** What a rule says of arrays is idle where one side has none: then the types tell what changed. */
function concerns({ about }: SchemaRule, base: View, revision: View): boolean {
  return about === undefined || (canBe(base.types, about) && canBe(revision.types, about));
}

/** What is different below makes a pair different too. */
function spread(all: readonly Pair[]): void {
  const holders = new Map<Pair, Pair[]>();
  for (const holder of all) for (const { pair } of holder.parts) append(holders, pair, holder);
  const open = all.filter(({ changes }) => changes.length > 0);
  for (const pair of open) pair.differs = true;
  for (let pair = open.pop(); pair; pair = open.pop())
    for (const holder of holders.get(pair) ?? [])
      if (!holder.differs) {
        holder.differs = true;
        open.push(holder);
      }
}

/** Whether a schema that is one node, and applies no other, names a property as required. */
function mustHave([place]: Schema, name: string): boolean {
  const required = isObject(place?.node) ? place.node.required : undefined;
  return Array.isArray(required) && required.includes(name);
}

function followAll(schema: Schema, side: Side): Schema | undefined {
  if (schema.length === 1) {
    const [place] = schema;
    const found = place && follow(place, side);
    return found === place ? schema : found && [found];
  }
  const found = schema.map((place) => follow(place, side));
  return found.every((place) => place !== undefined) ? found : undefined;
}

/** A short text for each schema: equal where its nodes are the same ones. */
function identities(): (schema: Schema) => string {
  const numbers = new WeakMap<object, number>();
  let last = 0;
  return (schema) =>
    schema
      .map(({ node }) => {
        if (!isObject(node)) return String(node);
        const known = numbers.get(node) ?? ++last;
        numbers.set(node, known);
        return known;
      })
      .join("+");
}
