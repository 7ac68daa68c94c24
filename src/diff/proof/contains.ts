import { isObject, type Json } from "../../json.ts";
import type { Schema } from "../side.ts";
import type { Choice, View } from "../view.ts";
import { accepts } from "./accepts.ts";
import { appliedAlike } from "./applied.ts";
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

/** Whether two nodes, the first of the outer document, say the same to a caller. */
export type Alike = (outer: Json | undefined, inner: Json | undefined) => boolean;

/**
 * Proofs between the schemas of two documents; what is proved is kept for the next one.
 */
export function containment(outer: Origin, inner: Origin, alike: Alike): Contains {
  const proofs = coinduction();
  const idOf = identities();

  return (o, i) => {
    const prove = proofs();
    return holds(o, i, 0);

    /** For all values of the inner schema. */
    function holds(o: Schema, i: Schema, level: number): boolean {
      return within(o, { schema: i, decided: [] }, level) && nullFits(o, i);
    }

    /** For all values but `null`. */
    function within(o: Schema, i: Inner, level: number): boolean {
      const key = `${idOf(o)} ${idOf(i.schema)} ${i.decided.join(" ")}`;
      return prove(key, level, () => decide(o, i, level));
    }

    function decide(o: Schema, i: Inner, level: number): boolean {
      if (areAlike(o, i)) return true;
      const [a, b] = [outer.read(o), inner.read(i.schema)];
      if (!isLegible(o, a, outer.side) || !isLegible(i.schema, b, inner.side)) return false;
      if (isEmpty(b)) return true;
      const values = valuesOf(b);
      if (values) return values.every((value) => isOutside(value, i.schema) || accepts(o, value, outer.side) === true);
      const deeper = (part: Schema, other: Schema) => holds(part, other, level + 1);
      const direct =
        scalarsWithin(a, b) &&
        appliedAlike("contentSchema", a, b, alike) &&
        arraysWithin(a, b, deeper, alike) &&
        objectsWithin(a, b, deeper, (part, other) => within(part, { ...i, schema: other }, level)) &&
        conditionsAlike(a, b) &&
        a.nots.every((not) => rulesOut(not, b)) &&
        choosesExactly(a) &&
        a.choices.every((choice) => someBranch(choice, i, b, level));
      return direct || everyBranch(o, i, b, level);
    }

    function someBranch({ kind, branches }: Choice, i: Inner, b: View, level: number): boolean {
      return branches.some(
        (branch) =>
          within([branch], i, level) &&
          (kind === "anyOf" ||
            branches.every((other) => other === branch || areDisjoint(outer.read([other]), outer, b, inner))),
      );
    }

    /** Decides one choice of the inner schema, each way. */
    function everyBranch(o: Schema, { schema, decided }: Inner, { choices }: View, level: number): boolean {
      const choice = choices.find(({ pointer }) => !decided.includes(pointer));
      if (!choice) return false;
      const more = [...decided, choice.pointer];
      return choice.branches.every((branch) => within(o, { schema: [...schema, branch], decided: more }, level));
    }
  };

  function areAlike(o: Schema, { schema }: Inner): boolean {
    return o.length === 1 && schema.length === 1 && alike(o[0]?.node, schema[0]?.node);
  }

  function nullFits(o: Schema, i: Schema): boolean {
    return !inner.read(i).nullable || accepts(i, null, inner.side) === false || accepts(o, null, outer.side) === true;
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

/** The inner schema, and the choices in it that a branch among its parts stands for. */
interface Inner {
  readonly schema: Schema;
  readonly decided: readonly string[];
}
