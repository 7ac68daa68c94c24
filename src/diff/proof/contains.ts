import { referenceOf } from "../../contract/reference.ts";
import { isObject, type Json } from "../../json.ts";
import type { Choice, View } from "../schema/view.ts";
import type { Place, Schema, Side } from "../side.ts";
import { accepts } from "./accepts.ts";
import { type Alike, appliedAlike } from "./applied.ts";
import { arraysWithin } from "./arrays.ts";
import { coinduction } from "./coinduction.ts";
import { areDisjoint, areDisjointTogether } from "./disjoint.ts";
import { isLegible } from "./legible.ts";
import { objectsWithin } from "./objects.ts";
import type { Origin } from "./origin.ts";
import { scalarsWithin } from "./scalars.ts";
import { isEmpty, valuesOf } from "./values.ts";

/**
 * Whether every value of the inner schema is proved to be one of the outer. False says nothing: the proof is sound and
 * bounded, not complete. Patterns are never run; formats are compared by name.
 */
export type Contains = (outer: Schema, inner: Schema) => boolean;

/** Proofs between the schemas of two documents; what is proved is kept for the next one. */
export function containment(outer: Origin, inner: Origin, alike: Alike): Contains {
  const proofs = coinduction();
  const idOf = identities();

  return (o, i) => {
    const prove = proofs();
    return holds(o, i, 0);

    /** For all values of the inner schema. */
    function holds(o: Schema, i: Schema, level: number): boolean {
      return within(o, undecided(i), level) && nullFits(o, i);
    }

    /** For all values but `null`. */
    function within(o: Schema, i: Inner, level: number): boolean {
      const key = `${idOf(o)} ${idOf(i.schema)} ${i.decided.join(" ")}`;
      return prove(key, level, () => decide(o, i, level));
    }

    function decide(o: Schema, i: Inner, level: number): boolean {
      if (areAlike(o, i.schema)) return true;
      const [a, b] = [outer.read(o), inner.read(i.schema)];
      if (!isManageable(o, a, outer.side) || !isManageable(i.schema, b, inner.side)) return false;
      if (isEmpty(b)) return true;
      const values = valuesOf(b);
      if (values) return values.every((value) => isOutside(value, i.schema) || accepts(o, value, outer.side) === true);
      // Branch by branch costs less than each branch against all of them, and proves more.
      const isSplit = a.choices.length > 0 && openChoice(i, b) !== undefined;
      return (!isSplit && asAWhole(a, i, b, level)) || everyBranch(o, a, i, b, level);
    }

    function asAWhole(a: View, i: Inner, b: View, level: number): boolean {
      const deeper = (part: Schema, other: Schema) => holds(part, other, level + 1);
      return (
        scalarsWithin(a, b) &&
        appliedAlike("contentSchema", a, b, alike) &&
        conditionsAlike(a, b) &&
        a.nots.every((not) => rulesOut(not, b)) &&
        choosesExactly(a) &&
        arraysWithin(a, b, deeper, alike) &&
        objectsWithin(a, b, deeper, (part, other) => within(part, undecided(other), level)) &&
        a.choices.every((choice) => someBranch(choice, i, b, level))
      );
    }

    /** A branch that kept its name is only held against its namesake: another one hardly ever holds its values. */
    function someBranch({ kind, branches }: Choice, i: Inner, b: View, level: number): boolean {
      const namesake =
        branches.find((branch) => areAlike([branch], i.schema)) ?? branches.find((branch) => isNamed(branch, i));
      return (namesake ? [namesake] : branches).some(
        (branch) =>
          within([branch], i, level) &&
          (kind === "anyOf" || branches.every((other) => other === branch || isRuledOut(other, i, b))),
      );
    }

    function isNamed({ node }: Place, { schema }: Inner): boolean {
      const name = referenceOf(node, outer.side.modern);
      return name !== undefined && schema.some((place) => referenceOf(place.node, inner.side.modern) === name);
    }

    /** Decides one choice of the inner schema, each way; the branches that are new are the ones that may fail. */
    function everyBranch(o: Schema, a: View, i: Inner, b: View, level: number): boolean {
      const choice = openChoice(i, b);
      if (!choice) return false;
      const decided = [...i.decided, choice.pointer];
      const rest = i.schema.filter(({ node }) => !onlyChooses(node, choice.kind));
      return newFirst(choice.branches, a).every((branch) => {
        const others = choice.kind === "oneOf" ? choice.branches.filter((other) => other !== branch) : [];
        return within(o, { schema: [...rest, branch], decided, excluded: [...i.excluded, ...others] }, level);
      });
    }
  };

  function newFirst(branches: Schema, { choices }: View): Schema {
    const before = choices.flatMap((choice) => choice.branches);
    const old = new Set(branches.filter(({ node }) => before.some((other) => alike(other.node, node))));
    return [...branches.filter((branch) => !old.has(branch)), ...old];
  }

  /** Each part of the outer schema is a part of the inner one too. */
  function areAlike(o: Schema, i: Schema): boolean {
    return o.every((place) => i.some((other) => alike(place.node, other.node)));
  }

  /** A branch that the inner schema has too, and did not choose, or one with which it shares nothing. */
  function isRuledOut(branch: Place, { excluded }: Inner, b: View): boolean {
    return excluded.some(({ node }) => alike(branch.node, node)) || areDisjoint(outer.read([branch]), outer, b, inner);
  }

  function nullFits(o: Schema, i: Schema): boolean {
    if (!inner.read(i).nullable || areAlike(o, i)) return true;
    return isOutside(null, i) || accepts(o, null, outer.side) === true;
  }

  function isOutside(value: Json, schema: Schema): boolean {
    return accepts(schema, value, inner.side) === false;
  }

  function conditionsAlike(a: View, b: View): boolean {
    return a.conditions.every((wanted) =>
      b.conditions.some((given) =>
        (["if", "then", "else"] as const).every(
          (part) => wanted[part] === given[part] || alike(wanted[part]?.node, given[part]?.node),
        ),
      ),
    );
  }

  function rulesOut(not: Schema, b: View): boolean {
    const given = b.nots.some((other) => alike(not[0]?.node, other[0]?.node));
    return given || areDisjoint(outer.read(not), outer, b, inner);
  }

  /** A view takes a `oneOf` of plain lists as one list; where they overlap, `oneOf` refuses what they share. */
  function choosesExactly({ nodes, choices }: View): boolean {
    return nodes.every(({ node, pointer }) => {
      const branches = isObject(node) ? node.oneOf : undefined;
      const isMerged = Array.isArray(branches) && !choices.some((choice) => choice.pointer === `${pointer}/oneOf`);
      if (!isMerged) return true;
      return areDisjointTogether(
        branches.map((branch: Json, i) => ({ node: branch, pointer: `${pointer}/oneOf/${i}` })),
        outer,
      );
    });
  }

  /** A number for each node that a schema is made of; equal for references to one node. */
  function identities(): (schema: Schema) => string {
    const numbers = new Map<Json, number>();
    return (schema) => schema.map((place) => numberOf(place.node)).join("+");

    function numberOf(node: Json): number {
      const known = numbers.get(node) ?? numbers.size;
      numbers.set(node, known);
      return known;
    }
  }
}

/** Each branch may be held against each other one, thrice over: past so many, nothing is proved. */
const branchesLimit = 100;

function isManageable(schema: Schema, view: View, side: Side): boolean {
  return view.choices.every(({ branches }) => branches.length <= branchesLimit) && isLegible(schema, view, side);
}

/** The inner schema, and the choices in it that a branch among its parts stands for. */
interface Inner {
  readonly schema: Schema;
  readonly decided: readonly string[];
  /** Branches that fit none of its values, because another branch of a `oneOf` was chosen. */
  readonly excluded: Schema;
}

function undecided(schema: Schema): Inner {
  return { schema, decided: [], excluded: [] };
}

function openChoice({ decided }: Inner, { choices }: View): Choice | undefined {
  return choices.find(({ pointer }) => !decided.includes(pointer));
}

/** Whether nothing is said but the choice, and perhaps that `null` fits, which is proved apart. */
function onlyChooses(node: Json, kind: Choice["kind"]): boolean {
  return isObject(node) && Object.keys(node).every((keyword) => keyword === kind || aside.has(keyword));
}

const aside: ReadonlySet<string> = new Set(["title", "description", "discriminator", "example", "nullable"]);
