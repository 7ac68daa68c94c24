import type { Json } from "../../json.ts";
import { schemaLevel } from "../levels.ts";
import type { Direction, Perspective, Spot } from "../rules/rule.ts";
import type { Same } from "../same.ts";
import type { Pair, SchemaChange } from "../schema/pairs.ts";
import { type Harm, type Reached, reached } from "../schema/reach.ts";
import { reader } from "../schema/reader.ts";
import type { Side } from "../side.ts";
import { containment } from "./contains.ts";
import { judge } from "./judge.ts";
import type { Origin } from "./origin.ts";
import { overlap } from "./overlap.ts";
import { type Dispute, search } from "./witness.ts";

/** Proofs about the schemas of two documents, both ways: that a change harms nobody, or a value that it harms. */
export interface Proofs extends Harm {
  /**
   * Whether all that changed in a pair and below it is proved to be safe in the spot's direction: each value that may
   * arrive could arrive before; each value that could be sent still can. Only asked where it could make a difference.
   */
  isHarmless(pair: Pair, spot: Spot): boolean;
  /** A value that fitted before, and fits two branches of a `oneOf` now. */
  overlap(pair: Pair): Json | undefined;
  /** A value for each of the first disputes that shows the harm; those for which none is found are left out. */
  witnesses<T extends Evidence>(disputed: readonly T[]): Promise<ReadonlyMap<T, Json>>;
}

/** A change that is said to break somebody, and the pair of schemas whose values decide. */
export interface Evidence {
  readonly change: SchemaChange;
  readonly judged: Pair;
  /** JSON Pointer below the judged pair to what changed. */
  readonly way: string;
  readonly spot: Spot;
}

export function proofs(base: Side, revision: Side, same: Same, perspective: Perspective): Proofs {
  const [ours, theirs] = [quiet(base), quiet(revision)];
  const isContained: Readonly<Record<Direction, (pair: Pair) => boolean>> = {
    request: (pair) => forRequests(pair.revision, pair.base),
    response: (pair) => forResponses(pair.base, pair.revision),
  };
  const forRequests = containment(theirs, ours, (outer, inner) => same(inner, outer));
  const forResponses = containment(ours, theirs, same);
  const known = new Map<string, Map<Pair, boolean>>();
  const safe = new Map<Spot, Map<Pair, boolean>>();

  const harm: Harm = {
    isHarmless(pair, spot) {
      const kind = spot.text ? `${spot.direction} as text` : spot.direction;
      const answers = known.get(kind) ?? new Map<Pair, boolean>();
      known.set(kind, answers);
      const answer = answers.get(pair) ?? (isDoubtful(pair, spot, perspective) && isContained[spot.direction](pair));
      answers.set(pair, answer);
      return answer;
    },
    isSafe(pair, spot) {
      const answers = safe.get(spot) ?? new Map<Pair, boolean>();
      safe.set(spot, answers);
      const answer = answers.get(pair);
      if (answer !== undefined) return answer;
      answers.set(pair, true); // where it leads back to itself, the rest decides
      const isNote = ({ change: { rule, event: name, seen }, spot, harmless }: Reached) => {
        const event = rule.events[name];
        return !event || schemaLevel(event, seen, spot, perspective, harmless) === "info";
      };
      answers.set(pair, reached(pair, spot, harm).every(isNote));
      return answers.get(pair) === true;
    },
  };

  return {
    ...harm,
    overlap: (pair) => overlap(pair, ours, theirs),
    async witnesses(disputed) {
      if (disputed.length === 0) return new Map();
      const witness = search(await judge());
      return new Map(
        disputed.flatMap((evidence) => {
          const value = witness(dispute(evidence, ours, theirs));
          return value === undefined ? [] : [[evidence, value] as const];
        }),
      );
    },
  };
}

/** Schemas that no comparison needed to read are read here; what cannot be read in them was never compared. */
function quiet(side: Side): Origin {
  const silent: Side = { ...side, unreadable: () => undefined, lost: () => undefined };
  return { side: silent, read: reader(silent) };
}

/** Whether a proof could change a level: of something here, in a branch, or in a property of a branch. */
function isDoubtful(pair: Pair, spot: Spot, perspective: Perspective): boolean {
  const harms = ({ changes }: Pair) => changes.some((change) => isOpen(change, spot, perspective));
  if (harms(pair)) return true;
  const zone = new Set([pair]);
  for (const { parts } of zone) for (const { pair: part, branch } of parts) if (branch) zone.add(part);
  zone.delete(pair);
  return [...zone].some((branch) => harms(branch) || branch.parts.some((part) => harms(part.pair)));
}

function isOpen({ rule, event: name, seen }: SchemaChange, spot: Spot, perspective: Perspective): boolean {
  const event = rule.events[name];
  if (!event || schemaLevel(event, seen, spot, perspective) === "info") return false;
  return schemaLevel(event, seen, spot, perspective, true) === "info";
}

/** In a request, the old schema accepts and the new one refuses; in a response, it is the other way round. */
function dispute({ change, judged, way, spot }: Evidence, ours: Origin, theirs: Origin): Dispute {
  const before = { schema: judged.base, origin: ours, value: change.seen.base, written: change.baseAt };
  const after = { schema: judged.revision, origin: theirs, value: change.seen.revision, written: change.revisionAt };
  const [accepting, refusing] = spot.direction === "request" ? [before, after] : [after, before];
  return { accepting, refusing, at: way, text: spot.text };
}
