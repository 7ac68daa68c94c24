import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { resent, sentValue } from "../sent-value.ts";
import type { Edit } from "../suggestion.ts";
import { isThousand, type Unit, unitOfClock } from "./unit.ts";

/** Sends a text where the code sends a Unix time. Undefined where nobody can tell how from here. */
export function textSent(use: Use, unit: Unit): Edit[] | undefined {
  const { ts } = use.project;
  return resent(use, (value) => (isOf(value, ts.TypeFlags.StringLike, use) ? undefined : isoOf(value, unit, use)));
}

/** Sends a Unix time where the code sends a text. Undefined where nobody can tell how from here. */
export function numberSent(use: Use, unit: Unit): Edit[] | undefined {
  const { ts } = use.project;
  return resent(use, (value) => (isOf(value, ts.TypeFlags.NumberLike, use) ? undefined : countOf(value, unit, use)));
}

/** The units in which the code sends the time. */
export function unitsSent(use: Use): Unit[] {
  const value = sentValue(use);
  const unit = value && unitOfClock(value, use);
  return unit ? [unit] : [];
}

function isOf(value: ts.Expression, flags: ts.TypeFlags, { project: { checker } }: Use): boolean {
  return (checker.getTypeAtLocation(value).flags & flags) !== 0;
}

/** `Math.floor(due.getTime() / 1000)` is `due.toISOString()`. */
function isoOf(value: ts.Expression, unit: Unit, use: Use): string {
  const whole = rounded(value, use);
  const milliseconds = unit === "s" ? divided(whole, use) : whole;
  const date = milliseconds ? dateOf(milliseconds, use) : `new Date(${factor(value, use)} * 1000)`;
  return `${date}.toISOString()`;
}

/** What is rounded: `Math.floor(…)`. */
function rounded(value: ts.Expression, use: Use): ts.Expression {
  const { ts } = use.project;
  const isRounding = ts.isCallExpression(value) && /^Math\.(floor|round|trunc|ceil)$/.test(value.expression.getText());
  return (isRounding && value.arguments[0]) || value;
}

/** What is divided by 1000. */
function divided(value: ts.Expression, use: Use): ts.Expression | undefined {
  const { ts } = use.project;
  const isQuotient = ts.isBinaryExpression(value) && ts.tokenToString(value.operatorToken.kind) === "/";
  return isQuotient && isThousand(value.right, use) ? value.left : undefined;
}

function dateOf(milliseconds: ts.Expression, { project: { ts } }: Use): string {
  const text = milliseconds.getText();
  if (text === "Date.now()") return "new Date()";
  const isAsked = ts.isCallExpression(milliseconds) && ts.isPropertyAccessExpression(milliseconds.expression);
  const isOfDate = isAsked && /^(getTime|valueOf)$/.test(milliseconds.expression.name.text);
  return isOfDate ? milliseconds.expression.expression.getText() : `new Date(${text})`;
}

/** In parentheses where another operator would pull it apart. */
function factor(value: ts.Expression, { project: { ts } }: Use): string {
  const text = value.getText();
  const isOne =
    ts.isIdentifier(value) ||
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isCallExpression(value) ||
    ts.isNumericLiteral(value) ||
    ts.isParenthesizedExpression(value);
  return isOne ? text : `(${text})`;
}

/** `due.toISOString()` is `Math.floor(due.getTime() / 1000)`. */
function countOf(value: ts.Expression, unit: Unit, { project: { ts } }: Use): string {
  const isAsked = ts.isCallExpression(value) && ts.isPropertyAccessExpression(value.expression);
  const date = isAsked && value.expression.name.text === "toISOString" ? value.expression.expression : undefined;
  const milliseconds = date === undefined ? `Date.parse(${value.getText()})` : millisecondsOf(date.getText());
  return unit === "s" ? `Math.floor(${milliseconds} / 1000)` : milliseconds;
}

function millisecondsOf(date: string): string {
  return date === "new Date()" ? "Date.now()" : `${date}.getTime()`;
}
