import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import type { JsonObject } from "../../json.ts";
import type { Kind } from "../kind.ts";
import { put } from "../put.ts";
import { wrapped } from "../reading.ts";
import { readsOf } from "../reads.ts";
import { sentValue } from "../sent-value.ts";
import type { Edit } from "../suggestion.ts";
import { isTimeText } from "../time/is-time-text.ts";
import { type ChangedType, changedType, type Plain, plainType } from "../type/changed-type.ts";
import { isChecked, isDeclaration } from "../type/declaration.ts";
import { retyped } from "../type/retyped.ts";

/**
 * A number that became a string or the other way round, such as an id that outgrew numbers: it is converted where it is
 * read and the code takes it for what it was, and where it is sent; a type of the team's says what it is now. That nothing
 * is lost on the way is a guess.
 * @example `id` becomes a string: `order.id + 1` becomes `Number(order.id) + 1`.
 */
export const typeChanged: Kind = {
  name: "type-changed",
  propose(found) {
    const changed = changedType(found);
    if (!changed || !isConvertible(changed)) return [];
    const [before, after] = [plainType(changed.before), plainType(changed.after)];
    if (before === undefined || after === undefined || before === after) return [];
    const { about, uses } = changed;
    const retyping = { from: before, type: after, schema: (module: string) => `${module}.${after}()` };
    const edits = uses.flatMap((use) => {
      if (about.kind !== "response") return sent(use, after);
      return isDeclaration(use) ? (retyped(use, retyping, changed) ?? []) : read(use, before);
    });
    const text = `Convert between ${before} and ${after}.`;
    // `Number(7)` is 7; but a schema lets only one of them in.
    const isRightToday = about.kind === "response" && !uses.some(({ node, project }) => isChecked(node, project.ts));
    return edits.length > 0 ? [{ text, edits, atMost: "likely", isRightToday }] : [];
  },
};

/** Of times, `Number` and `String` make nothing that anybody could use; nor of texts whose form is another than a number's. */
export function isConvertible({ before, after }: Pick<ChangedType, "before" | "after">): boolean {
  return !isTimeText(before) && !(plainType(after) === "string" && isForm(after));
}

function isForm({ format }: JsonObject): boolean {
  return typeof format === "string" && !/^(u?int\d*|decimal\d*|double|float|number|integer|bigint)$/.test(format);
}

/** Where the code takes the value for what it was. */
function read(use: Use, before: Plain): Edit[] {
  const { ts, checker } = use.project;
  return readsOf(use, ({ type }) => type === undefined).flatMap((value) => {
    const outer = wrapped(value, ts);
    const { parent } = outer;
    const isMethod = ts.isPropertyAccessExpression(parent) && parent.expression === outer;
    return isMethod || isCalculated(parent, outer) || isExpected(outer) ? converted(use, value, before) : [];
  });

  function isCalculated(parent: ts.Node, value: ts.Expression): boolean {
    if (!ts.isBinaryExpression(parent)) return false;
    const other = parent.left === value ? parent.right : parent.left;
    const { kind } = parent.operatorToken;
    const isAssigned = kind === ts.SyntaxKind.EqualsToken || kind === ts.SyntaxKind.QuestionQuestionToken;
    return !isAssigned && (checker.getTypeAtLocation(other).flags & flagsOf(before)) !== 0;
  }

  /** In an async function, a promise of it is expected, too. */
  function isExpected(value: ts.Expression): boolean {
    const wanted = checker.getContextualType(value);
    const types = wanted?.isUnion() ? wanted.types : [...(wanted ? [wanted] : [])];
    const allows = (flags: ts.TypeFlags) => types.some((one) => (one.flags & flags) !== 0);
    return allows(flagsOf(before)) && !allows(flagsOf(before === "number" ? "string" : "number") | ts.TypeFlags.Any);
  }

  function flagsOf(type: Plain): ts.TypeFlags {
    return type === "number" ? ts.TypeFlags.NumberLike : ts.TypeFlags.StringLike;
  }
}

/** The value that is sent for a member. */
function sent(use: Use, after: Plain): Edit[] {
  const value = sentValue(use);
  return value ? converted(use, value, after) : [];
}

function converted(use: Use, value: ts.Expression, to: Plain): Edit[] {
  const { ts } = use.project;
  const name = to === "number" ? "Number" : "String";
  const isConverted = [value, value.parent].some(
    (node) => ts.isCallExpression(node) && node.expression.getText() === name,
  );
  return isConverted ? [] : put(use, value, `${name}(${value.getText()})`);
}
