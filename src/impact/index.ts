import type { Vendor } from "../config/schema.ts";
import type { Undecided } from "../drift/finding.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Contracts } from "./about.ts";
import { type BodiesOf, bodiesIn } from "./bodies.ts";
import { listed, type Project, projectsOf } from "./project/index.ts";
import { reachedBy } from "./reached.ts";
import { unreadAmong } from "./unread.ts";
import { unusedIn } from "./unused.ts";
import { usageOf } from "./usage.ts";
import type { Use } from "./use.ts";
import { type Sides, sidesOf, type Witness, witness } from "./witness/index.ts";
import { type Sighted, sight } from "./witness/sighted.ts";
import { tied } from "./witness/tied.ts";

/** Whose code is looked at, and what it calls. */
export interface Caller extends Contracts {
  readonly vendor: Pick<Vendor, "name" | "code" | "server">;
  /** Absolute: globs start here, and places are relative to it. */
  readonly folder: string;
}

/** What the team's code uses of a contract, and which of it drifts reach. */
export interface Reach {
  readonly uses: readonly Use[];
  /** By fingerprint; a drift that reaches nothing is left out. */
  readonly reached: ReadonlyMap<string, readonly Use[]>;
  /** Where bodies of answers come into the code. */
  readonly bodies: BodiesOf;
  /** What the compiler says of each project, where both contracts have types. */
  readonly witnesses: ReadonlyMap<Project, () => Witness>;
}

/** The same, and what the code has no use for. */
export interface Searched extends Reach {
  /** By fingerprint: what was searched, for a drift of which the code certainly uses nothing. */
  readonly unused: ReadonlyMap<string, string>;
}

/**
 * The uses that each drift reaches, the most certain first: those of what it is about; for what nobody can have used yet,
 * the calls of its operation. Where there is a published contract, the compiler says which uses it breaks.
 */
export async function reach(drifts: readonly Undecided[], caller: Caller, runtime: Runtime): Promise<Searched> {
  if (drifts.length === 0) return nothing;
  const { vendor, folder, pinned, published } = caller;
  const called = { pinned, server: vendor.server };
  const files = await listed(vendor.code, folder, runtime);
  const projects = await projectsOf(files, folder, runtime);
  const parts = projects.map((project) => {
    const { sighted, watch } = sight();
    return { project, sighted, ...usageOf(project, called, watch) };
  });
  const uses = parts.flatMap((part) => part.uses);
  const sides = published && projects.length > 0 ? await sidesOf(called, published) : undefined;
  const witnesses = new Map(sides ? parts.map((part) => [part.project, witnessOf(part, sides)] as const) : []);
  const isTyped = sides !== undefined && sides.pinned.types !== sides.published.types;
  const broken = isTyped ? parts.map((part) => brokenIn(part, drifts, caller, witnesses)) : [];
  const unused = unusedIn({ parts, unread: unreadAmong(files), globs: vendor.code, ...called }, vendor.name);
  const found = drifts.map((drift) => {
    const own = [...broken.flatMap((by) => by.get(drift.fingerprint) ?? []), ...reachedBy(drift, uses, caller)];
    return { drift, own, searched: own.length === 0 ? unused(drift, caller) : undefined };
  });
  let bodies: readonly BodiesOf[] | undefined; // few ask for them
  return {
    uses,
    witnesses,
    bodies(isAlike) {
      bodies ??= parts.map(({ project, sighted }) => bodiesIn(project, sighted));
      return bodies.flatMap((bodiesOf) => bodiesOf(isAlike));
    },
    reached: new Map(found.flatMap(({ drift, own }) => (own.length > 0 ? [[drift.fingerprint, own] as const] : []))),
    unused: new Map(
      found.flatMap(({ drift, searched }) => (searched === undefined ? [] : [[drift.fingerprint, searched] as const])),
    ),
  };
}

const nothing: Searched = {
  uses: [],
  reached: new Map(),
  witnesses: new Map(),
  unused: new Map(),
  bodies: () => [],
};

/** Asked once: a whole project is compiled for it. */
function witnessOf(
  { project, sighted }: { readonly project: Project; readonly sighted: Sighted },
  sides: Sides,
): () => Witness {
  let known: Witness | undefined;
  return () => {
    known ??= witness(project, sighted, sides);
    return known;
  };
}

/** What the compiler finds broken, by the fingerprint of the drift that breaks it. */
function brokenIn(
  read: { readonly project: Project; readonly sighted: Sighted; readonly uses: readonly Use[] },
  drifts: readonly Undecided[],
  contracts: Contracts,
  witnesses: Reach["witnesses"],
): ReadonlyMap<string, readonly Use[]> {
  return tied(witnesses.get(read.project)?.().broken ?? [], drifts, read, contracts);
}
