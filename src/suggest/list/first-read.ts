import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { takeCare } from "../absence/absent.ts";
import { isReplaced, mayBeAbsent } from "../absence/may-be-absent.ts";
import { inserted, readingOf, replaced, wrapped } from "../reading.ts";
import { renamed } from "../renamed.ts";
import { memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import type { BecameList } from "./became-list.ts";

/** How a list may be absent by the contract. */
export type Absence = "never" | "missing" | "null";

/**
 * Reads the first of a list where the code reads a value, and goes on where there is none. Undefined where nobody can tell
 * how from here.
 */
export function firstRead(use: Use, became: BecameList, absence: Absence): Edit[] | undefined {
  const reading = readingOf(use);
  if (reading?.kind === "access") return ofAccess(reading.expression, { use, became, absence });
  return reading && ofBinding(reading.element, { use, became, absence });
}

interface Reading {
  readonly use: Use;
  readonly became: BecameList;
  readonly absence: Absence;
}

/** `order.tag` becomes `order.tag[0]`; `order.tag!` says of both that they are there: `order.tag![0]!`. */
function ofAccess(
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  { use, became, absence }: Reading,
): Edit[] | undefined {
  const { ts } = use.project;
  if (isList(access, use)) return [];
  if (isSet(access, use) || isNullAsked(access, use)) return undefined;
  const name = became.to === became.from ? [] : renamed(use, became.from, became.to);
  const isAbsent = mayBeAbsent(use, access, absence !== "never");
  if (ts.isNonNullExpression(access.parent))
    return [...name, inserted(access.getEnd(), isAbsent ? "![0]" : "[0]", use)];
  const care = careOf(use, became);
  return care && [...name, ...joined(inserted(access.getEnd(), isAbsent ? "?.[0]" : "[0]", use), care)];
}

/** `{ tag }` becomes `{ tag: [tag] }`. */
function ofBinding({ name, propertyName, parent }: ts.BindingElement, reading: Reading): Edit[] | undefined {
  const { use, became, absence } = reading;
  const { ts } = use.project;
  if (ts.isArrayBindingPattern(name)) return [];
  const element = name.parent;
  if (!ts.isIdentifier(name) || !ts.isObjectBindingPattern(parent) || absence === "null") return undefined;
  const care = careOf(use, became);
  if (care === undefined) return undefined;
  const member = memberName(became.to, name.getSourceFile(), ts);
  const isNamed = propertyName !== undefined && became.to !== became.from;
  return [
    ...(isNamed ? [replaced(propertyName, member, use.project)] : []),
    inserted(name.getStart(), propertyName ? "[" : `${member}: [`, use),
    inserted(element.getEnd(), absence === "missing" ? "] = []" : "]", use),
    ...care,
  ];
}

/** What the code needs where the list is empty, or where the compiler thinks of that. */
function careOf(use: Use, { after: { minItems }, item }: BecameList): readonly Edit[] | undefined {
  const { noUncheckedIndexedAccess = false } = use.project.program.getCompilerOptions();
  const isFirstThere = typeof minItems === "number" && minItems > 0 && !noUncheckedIndexedAccess;
  return isFirstThere ? [] : takeCare(use, item, "undefined")?.edits;
}

/** With what comes at the same place after it. */
function joined(first: Edit, others: readonly Edit[]): Edit[] {
  const isNext = ({ start, end }: Edit) => start === first.start && end === first.end;
  const next = others.filter(isNext).map(({ text }) => text);
  return [{ ...first, text: [first.text, ...next].join("") }, ...others.filter((edit) => !isNext(edit))];
}

/** Whether the code takes it for a list already: by its type or, where it has none, by what is done with it. */
function isList(value: ts.Expression, { project: { ts, checker } }: Use): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(value));
  if ((type.flags & ts.TypeFlags.Any) === 0) return (type.flags & ts.TypeFlags.Object) !== 0 && hasItems(type);
  const outer = wrapped(value, ts);
  const { parent } = outer;
  if (ts.isElementAccessExpression(parent)) return parent.expression === outer;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === "Array.isArray";
  return ts.isPropertyAccessExpression(parent) && methods.test(parent.name.text);
}

function hasItems(type: ts.Type): boolean {
  return type.getNumberIndexType() !== undefined;
}

const methods = /^(every|filter|find|flatMap|forEach|join|map|pop|push|reduce|shift|some|sort)$/;

/** Whether code sets it; an operator that has another value for none is fine. */
function isSet(value: ts.Expression, use: Use): boolean {
  const { ts } = use.project;
  const { parent } = value;
  const operator = ts.isBinaryExpression(parent) ? (ts.tokenToString(parent.operatorToken.kind) ?? "") : "";
  return isReplaced(value, use) && !/^(\?\?|\|\|)$/.test(operator);
}

/** Whether it is held against null, which the first of an empty list is not. */
function isNullAsked(value: ts.Expression, { project: { ts } }: Use): boolean {
  const outer = wrapped(value, ts);
  const { parent } = outer;
  if (!ts.isBinaryExpression(parent) || !/^[!=]==$/.test(parent.operatorToken.getText())) return false;
  return (parent.left === outer ? parent.right : parent.left).kind === ts.SyntaxKind.NullKeyword;
}
