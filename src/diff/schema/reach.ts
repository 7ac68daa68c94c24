import type { Spot } from "../rules/rule.ts";
import type { Pair, Part, SchemaChange } from "./pairs.ts";

/** A change of a pair, seen from where the pair was reached. */
export interface Reached {
  readonly change: SchemaChange;
  readonly at: string;
  readonly spot: Spot;
  /** Whether the values of a pair on the way show that the change is safe. */
  readonly harmless: boolean;
  /** The pair whose values decide: the one that was compared, or the outermost choice of which it is a branch. */
  readonly judged: Pair;
  /** JSON Pointer below the judged pair. */
  readonly way: string;
}

/** What is known of the values of pairs. */
export interface Harm {
  /** Whether the values of a pair show that nothing in it breaks anybody, whatever changed. */
  isHarmless(pair: Pair, spot: Spot): boolean;
  /** Whether nothing in a pair, and below it, breaks anybody. */
  isSafe(pair: Pair, spot: Spot): boolean;
}

/**
 * Every change that a pair reaches, each once, at the shortest way to it: breadth first. What does not travel, or is
 * harmless on one way, comes last, so that what matters decides.
 */
export function reached(root: Pair, spot: Spot, harm: Harm): Reached[] {
  const found: Reached[] = [];
  const seen = new Set<Pair>();
  const mattering: Step[] = [{ pair: root, at: "", spot, harmless: false, inherits: false, judged: root, way: "" }];
  const idle: Step[] = [];
  for (const step of mattering) visit(step);
  for (const step of idle) visit(step);
  return found;

  function visit(step: Step): void {
    const { pair, spot: here } = step;
    if (seen.has(pair) || !pair.differs) return;
    seen.add(pair);
    const harmless = step.harmless || harm.isHarmless(pair, here);
    for (const change of pair.changes) {
      if ((change.rule.events[change.event]?.only ?? here.direction) !== here.direction) continue;
      if (step.inherits && found.some((other) => isSameEdit(other.change, change))) continue;
      found.push(reachedIn(step, change, harmless, harm));
    }
    for (const part of pair.parts) if (!seen.has(part.pair)) enter(part, step, harmless);
  }

  /** Hundreds of thousands of times: a step is written out, since spreading one costs more than all the rest. */
  function enter(part: Part, above: Step, isHarmless: boolean): void {
    const spot = below(above.spot, part);
    const harmless = isHarmless && !part.apart;
    const step: Step = {
      pair: part.pair,
      at: above.at + part.at,
      spot,
      harmless,
      inherits: above.inherits || part.apart === true,
      judged: part.branch ? above.judged : part.pair,
      way: part.branch ? above.way + part.at : "",
    };
    (spot.unsent || harmless ? idle : mattering).push(step);
  }
}

function reachedIn(step: Step, change: SchemaChange, harmless: boolean, { isSafe }: Harm): Reached {
  const { at, spot, judged, way } = step;
  const found = { change, at: at + change.at, spot: below(spot, change), harmless, judged, way: way + change.at };
  const by = change.decidedBy;
  if (by === undefined) return found;
  return by === "nothing"
    ? { ...found, harmless: true }
    : { ...found, harmless: isSafe(by, spot), judged: by, way: "" };
}

/** `inherits`: in a variant that inherits from a schema on the way, and has its changes too. */
type Step = Omit<Reached, "change"> & { readonly pair: Pair; readonly inherits: boolean };

/** What both schemas have is written in one place; where one lacks it, the variant itself is named. */
function isSameEdit(a: SchemaChange, b: SchemaChange): boolean {
  const isWritten = a.baseAt === b.baseAt || a.revisionAt === b.revisionAt;
  return isWritten && a.rule === b.rule && a.event === b.event && a.at === b.at;
}

function below(spot: Spot, { deeper, unsent }: Pick<Part, "deeper" | "unsent">): Spot {
  const nested = spot.nested || deeper;
  const ignored = spot.unsent || unsent?.[spot.direction] === true;
  const required = deeper ? unsent?.required === true : spot.required === true;
  const isSame = nested === spot.nested && ignored === spot.unsent && required === (spot.required === true);
  return isSame ? spot : variant(spot, nested, ignored, required);
}

const variants = new WeakMap<Spot, Map<number, Spot>>();

/** The same spot every time: few kinds of them are reached, a hundred thousand times. */
function variant(spot: Spot, nested: boolean, unsent: boolean, required: boolean): Spot {
  const known = variants.get(spot) ?? new Map<number, Spot>();
  variants.set(spot, known);
  const key = Number(nested) * 4 + Number(unsent) * 2 + Number(required);
  const made = known.get(key) ?? { ...spot, nested, unsent, required };
  known.set(key, made);
  return made;
}
