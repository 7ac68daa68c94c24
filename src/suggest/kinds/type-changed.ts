import type ts from "typescript";
import { aboutOf } from "../../impact/about.ts";
import type { Use } from "../../impact/use.ts";
import type { Kind } from "../kind.ts";
import { surrounded, wrapped } from "../reading.ts";
import { readsOf } from "../reads.ts";
import { isSamePlace } from "../same-place.ts";
import { schemaOf, typesOf } from "../schema.ts";
import type { Edit } from "../suggestion.ts";

/**
 * A number that became a string or the other way round, such as an id that outgrew numbers: it is converted where it is
 * read and the code takes it for what it was, and where it is sent. That nothing is lost on the way is a guess.
 * @example `id` becomes a string: `order.id + 1` becomes `Number(order.id) + 1`.
 */
export const typeChanged: Kind = {
  name: "type-changed",
  propose({ drift, uses, contracts }) {
    const about = aboutOf(drift, contracts);
    const { operation } = drift;
    if (!operation || !/-type-changed$|-type-mismatch$/.test(drift.rule)) return [];
    const [before, after] = [contracts.pinned, contracts.published].map((side) =>
      plainType(typesOf(schemaOf(side, operation, about))),
    );
    if (before === undefined || after === undefined || before === after) return [];
    const own = uses.filter(({ subject }) => isSamePlace(subject, about));
    const edits = own.flatMap((use) => (about.kind === "response" ? read(use, before) : sent(use, after)));
    const text = `Convert between ${before} and ${after}.`;
    return edits.length > 0 ? [{ text, edits, atMost: "likely" }] : [];
  },
};

type Plain = "string" | "number";

function plainType(types: readonly string[]): Plain | undefined {
  const [type, ...more] = types.filter((one) => one !== "null");
  if (more.length > 0) return undefined;
  if (type === "string") return "string";
  return type === "number" || type === "integer" ? "number" : undefined;
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
  const { ts } = use.project;
  const { parent } = use.node;
  return ts.isPropertyAssignment(parent) && parent.name === use.node ? converted(use, parent.initializer, after) : [];
}

function converted(use: Use, value: ts.Expression, to: Plain): Edit[] {
  const { ts } = use.project;
  const name = to === "number" ? "Number" : "String";
  const isConverted = [value, value.parent].some(
    (node) => ts.isCallExpression(node) && node.expression.getText() === name,
  );
  return isConverted ? [] : surrounded(use, value, `${name}(`, ")");
}
