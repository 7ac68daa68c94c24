import type ts from "typescript";
import type { TypeScript } from "../impact/project/compiler.ts";
import type { Use } from "../impact/use.ts";
import { editOf, inserted, replaced } from "./reading.ts";
import { indentOf, newline } from "./style.ts";
import type { Edit } from "./suggestion.ts";

/** What an expression's text is: tight as a call or a name, a product (`a / b`), or one of `||`, `&&` and `??`. */
export type Form = "call" | "product" | "||" | "&&" | "??";

/**
 * Another text in the place of an expression, in parentheses where it needs them there; `{ id }` becomes `{ id: … }`. Where
 * the expression is in the text, it is left alone, and only what is around it comes new.
 */
export function put(
  { project }: Pick<Use, "project">,
  value: ts.Expression,
  text: string,
  form: Form = "call",
): Edit[] {
  const { ts } = project;
  const { parent } = value;
  const own = value.getText();
  const isShort = ts.isShorthandPropertyAssignment(parent) && parent.name === value;
  const whole = isShort ? `${own}: ${text}` : needsBrackets(value, form, ts) ? `(${text})` : text;
  const [start, end, at] = [value.getStart(), value.getEnd(), whole.indexOf(own)];
  const edit = (from: number, to: number, part: string) =>
    from === to && part === "" ? [] : [editOf({ node: value, project }, { start: from, end: to, text: part })];
  if (at < 0) return edit(start, end, whole);
  return [...edit(start, start, whole.slice(0, at)), ...edit(end, end, whole.slice(at + own.length))];
}

/** A member after the last one of an object, on a line of its own where that has one. */
export function withMember(object: ts.ObjectLiteralExpression, member: string, project: Use["project"]): Edit {
  const last = object.properties.at(-1);
  if (last === undefined) return replaced(object, `{ ${member} }`, project);
  const source = object.getSourceFile();
  const isLined = /\n/.test(source.text.slice(object.getStart(), last.getStart()));
  const text = isLined ? `,${newline(source)}${indentOf(last)}${member}` : `, ${member}`;
  return inserted(last.getEnd(), text, { node: object, project });
}

function needsBrackets(value: ts.Expression, form: Form, ts: TypeScript): boolean {
  if (form === "call") return false;
  const { parent } = value;
  if (ts.isBinaryExpression(parent)) return isPulledApart(parent, value, form, ts);
  if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return form !== "product";
  const isHead =
    ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent);
  if (isHead) return parent.expression === value;
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isTypeOfExpression(parent)
  );
}

/** Whether an operator beside it would take its first or last operand for itself. */
function isPulledApart(
  { operatorToken: { kind }, right }: ts.BinaryExpression,
  value: ts.Expression,
  form: Form,
  { SyntaxKind, tokenToString }: TypeScript,
): boolean {
  const { FirstAssignment, LastAssignment, CommaToken } = SyntaxKind;
  if ((kind >= FirstAssignment && kind <= LastAssignment) || kind === CommaToken) return false;
  const operator = tokenToString(kind) ?? "";
  if (form !== "product") return operator !== form;
  return operator === "**" || (/^[*/%]$/.test(operator) && right === value);
}
