import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import type { Use } from "../../impact/use.ts";
import { editOf, inserted, readingOf, surrounded, wrapped } from "../reading.ts";
import { quote } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { isGuarded } from "./guarded.ts";

/** What one use of a value needs from the day it may be absent on. */
export interface Care {
  readonly edits: readonly Edit[];
  /** Whether the code then does with an absent value what absence means: skips it, or hands the absence on. */
  readonly isSure: boolean;
}

/** What the value is otherwise: one of JSON's types, as far as the contract tells. */
export type Sort = "string" | "number" | "boolean" | "array" | "object" | undefined;

/**
 * Makes a use ready for a value that may be absent: `?.` where something of it is read, a default where nothing else
 * will do. Undefined where that cannot be done here; no edits where the code is ready as it is.
 * @param absence how the value is absent: missing, or null
 */
export function takeCare(use: Use, sort: Sort, absence: "undefined" | "null"): Care | undefined {
  const { ts, checker } = use.project;
  const seen = new Set<ts.Node>();
  const reading = readingOf(use);
  if (reading === undefined) return undefined;
  if (reading.kind === "access") return ofValue(reading.expression, sort, absence);
  const { name, initializer } = reading.element;
  if (initializer) return absence === "undefined" ? nothing : undefined;
  return ts.isIdentifier(name) ? ofName(name) : undefined;

  /** Wherever a name is read that stands for the value. */
  function ofName(name: ts.Identifier): Care | undefined {
    if (seen.has(name)) return nothing;
    seen.add(name);
    return together(
      referencesIn(use.project)
        .of(name)
        .map((value) => ofValue(value, sort, absence)),
    );
  }

  function ofValue(value: ts.Expression, sort: Sort, absence: "undefined" | "null"): Care | undefined {
    if (isGuarded(value, ts)) return nothing;
    const outer = wrapped(value, ts);
    const { parent } = outer;
    if (isReadFrom(parent, outer)) return chained(parent, outer);
    return inContext(outer, sort, absence);
  }

  function isReadFrom(
    parent: ts.Node,
    value: ts.Expression,
  ): parent is ts.PropertyAccessExpression | ts.ElementAccessExpression {
    return (
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === value
    );
  }

  /** `order.eta.slice(0, 10)`: the rest of the chain is skipped where there is nothing to go on from. */
  function chained(
    access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    value: ts.Expression,
  ): Care | undefined {
    const end = endOf(access);
    const rest = inContext(end, access === end ? undefined : resultOf(end), "undefined");
    if (rest === undefined || access.questionDotToken) return rest;
    return { edits: [...optional(access, value), ...rest.edits], isSure: rest.isSure };
  }

  function optional(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, value: ts.Expression): Edit[] {
    const isAsserted = ts.isNonNullExpression(value);
    const [, token] = access.getChildren();
    const start = token?.getStart() ?? value.getEnd();
    const text = ts.isElementAccessExpression(access) ? "?." : "?";
    const asserted = isAsserted ? [editOf(use, { start: value.getEnd() - 1, end: value.getEnd(), text: "" })] : [];
    return [...asserted, editOf(use, { start, end: start, text })];
  }

  /** The whole chain that begins with an access: what `?.` skips. */
  function endOf(link: ts.Expression): ts.Expression {
    const { parent } = link;
    const goesOn =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
      parent.expression === link;
    return goesOn ? endOf(parent) : link;
  }

  function resultOf(end: ts.Expression): Sort {
    const type = checker.getTypeAtLocation(end);
    if (type.flags & ts.TypeFlags.StringLike) return "string";
    if (type.flags & ts.TypeFlags.NumberLike) return "number";
    if (!ts.isCallExpression(end) || !ts.isPropertyAccessExpression(end.expression)) return undefined;
    return textMethods.has(end.expression.name.text) ? "string" : undefined;
  }

  function inContext(value: ts.Expression, sort: Sort, absence: "undefined" | "null"): Care | undefined {
    const outer = wrapped(value, ts);
    const { parent } = outer;
    if (isTarget(parent, outer) || ts.isNewExpression(parent)) return undefined; // `new Date("")` is no date
    if (ts.isTemplateSpan(parent)) return withDefault(outer, "string", false);
    if (ts.isBinaryExpression(parent)) return operand(parent, outer, sort, absence);
    if (ts.isForOfStatement(parent) && parent.expression === outer) return withDefault(outer, "array", false);
    if (ts.isSpreadElement(parent)) return withDefault(outer, "array", true);
    if (isIndifferent(parent, outer)) return nothing;
    if (ts.isConditionalExpression(parent)) return inContext(parent, sort, absence);
    if (ts.isVariableDeclaration(parent) && !parent.type && ts.isIdentifier(parent.name)) return ofName(parent.name);
    return expected(outer, sort, absence);
  }

  function isIndifferent(parent: ts.Node, value: ts.Expression): boolean {
    const isAsked =
      (ts.isConditionalExpression(parent) && parent.condition === value) ||
      ts.isIfStatement(parent) ||
      ts.isWhileStatement(parent);
    return isAsked || ts.isExpressionStatement(parent) || isNegation(parent) || ts.isTypeOfExpression(parent);
  }

  function isNegation(node: ts.Node): boolean {
    return ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken;
  }

  /** What is written to cannot be skipped. */
  function isTarget(parent: ts.Node, value: ts.Expression): boolean {
    const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
    if (ts.isBinaryExpression(parent)) {
      const { kind } = parent.operatorToken;
      return parent.left === value && kind >= FirstAssignment && kind <= LastAssignment;
    }
    const isChanged =
      ts.isPostfixUnaryExpression(parent) || (ts.isPrefixUnaryExpression(parent) && !isNegation(parent));
    return isChanged || (ts.isTaggedTemplateExpression(parent) && parent.tag === value);
  }

  function operand(
    whole: ts.BinaryExpression,
    value: ts.Expression,
    sort: Sort,
    absence: "undefined" | "null",
  ): Care | undefined {
    const { kind } = whole.operatorToken;
    if (calculating(ts).has(kind)) return withDefault(value, sort ?? "number", true);
    if (kind === ts.SyntaxKind.EqualsToken && whole.right === value) return expected(value, sort, absence);
    return nothing; // comparing for equality, and `&&`, `||`, `??`
  }

  /** Whether the place takes an absent value; what it takes instead, where it does not. */
  function expected(value: ts.Expression, sort: Sort, absence: "undefined" | "null"): Care | undefined {
    const wanted = checker.getContextualType(value);
    if (wanted === undefined || accepts(wanted, absence)) return nothing;
    const other = absence === "null" ? "undefined" : "null";
    if (accepts(wanted, other)) return { edits: [after(value, ` ?? ${other}`)], isSure: true };
    return withDefault(value, sort, false);
  }

  function accepts(type: ts.Type, absence: "undefined" | "null"): boolean {
    const own = absence === "null" ? ts.TypeFlags.Null : ts.TypeFlags.Undefined | ts.TypeFlags.Void;
    const flags = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | own;
    return (type.isUnion() ? type.types : [type]).some((one) => (one.flags & flags) !== 0);
  }

  /** An empty list goes through a loop as nothing does; of other defaults, only a person knows what they would mean. */
  function withDefault(value: ts.Expression, sort: Sort, needsBrackets: boolean): Care | undefined {
    const empty = emptyOf(sort, value);
    if (empty === undefined) return undefined;
    const edits = needsBrackets ? surrounded(use, value, "(", ` ?? ${empty})`) : [after(value, ` ?? ${empty}`)];
    return { edits, isSure: sort === "array" };
  }

  function emptyOf(sort: Sort, value: ts.Expression): string | undefined {
    if (sort === "string") return quote("", value.getSourceFile(), ts);
    return sort === "number" ? "0" : sort === "array" ? "[]" : undefined;
  }

  function after(value: ts.Expression, text: string): Edit {
    return inserted(value.getEnd(), text, use);
  }
}

const nothing: Care = { edits: [], isSure: true };

function together(cares: readonly (Care | undefined)[]): Care | undefined {
  const known = cares.flatMap((care) => care ?? []);
  if (known.length < cares.length) return undefined;
  return { edits: known.flatMap(({ edits }) => edits), isSure: known.every(({ isSure }) => isSure) };
}

const calculating = (ts: Use["project"]["ts"]): ReadonlySet<ts.SyntaxKind> => {
  const { SyntaxKind: kind } = ts;
  return new Set([
    ...[kind.PlusToken, kind.MinusToken, kind.AsteriskToken, kind.SlashToken, kind.PercentToken],
    ...[kind.AsteriskAsteriskToken, kind.LessThanToken, kind.GreaterThanToken],
    ...[kind.LessThanEqualsToken, kind.GreaterThanEqualsToken, kind.PlusEqualsToken, kind.MinusEqualsToken],
  ]);
};

/** Methods that give a text, whatever they are called on. */
const textMethods: ReadonlySet<string> = new Set([
  ...[
    "slice",
    "substring",
    "substr",
    "trim",
    "trimStart",
    "trimEnd",
    "toUpperCase",
    "toLowerCase",
    "padStart",
    "padEnd",
  ],
  ...["replace", "replaceAll", "repeat", "charAt", "toFixed", "toString", "join", "toISOString", "toLocaleString"],
  ...["toLocaleDateString", "toLocaleTimeString", "toLocaleUpperCase", "toLocaleLowerCase", "normalize"],
]);
