import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import type { Use } from "../../impact/use.ts";
import { projectsOf } from "../projects.ts";
import { put } from "../put.ts";
import { inserted } from "../reading.ts";
import { indentOf, newline } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { metBy } from "../values/met.ts";
import { passedOn } from "../values/passed.ts";

/** Takes further statuses wherever code holds an answer's status against one: `=== 200`, `case 200:`, `[200].includes`. */
export function besides(uses: readonly Use[], status: number, others: readonly number[]): Edit[] {
  const projects = projectsOf(uses);
  return projects.flatMap((project) =>
    metBy(passedOn(uses, project), project)
      .expressions.filter((expression) => isNumber(expression, status, project))
      .flatMap((expression) => beside(expression, others, project)),
  );
}

function isNumber(expression: ts.Expression, number: number, { checker }: Project): boolean {
  const type = checker.getTypeAtLocation(expression);
  return type.isNumberLiteral() && type.value === number;
}

function beside(expression: ts.Expression, others: readonly number[], project: Project): Edit[] {
  const { ts } = project;
  const { parent } = expression;
  if (ts.isBinaryExpression(parent)) return compared(parent, expression, others, project);
  if (ts.isCaseClause(parent)) return inSwitch(parent, others, project);
  return ts.isArrayLiteralExpression(parent) ? listed(parent, expression, others, project) : [];
}

/** `status === 200` becomes `status === 200 || status === 202`; `!==` goes with `&&`. */
function compared(
  comparison: ts.BinaryExpression,
  expression: ts.Expression,
  others: readonly number[],
  project: Project,
): Edit[] {
  const { ts } = project;
  const { left, right, operatorToken } = comparison;
  const form = operatorToken.getText().startsWith("!") ? "&&" : "||";
  const whole = wholeOf(comparison, form, project);
  const added = others
    .map((other) => (left === expression ? [other, right.getText()] : [left.getText(), other]))
    .map((sides) => sides.join(` ${operatorToken.getText()} `))
    .filter((text) => !has(whole, text));
  if (added.length === 0) return [];
  return put({ project }, comparison, [comparison.getText(), ...added].join(` ${form} `), form);

  function has(node: ts.Expression, text: string): boolean {
    if (ts.isParenthesizedExpression(node)) return has(node.expression, text);
    return node.getText() === text || (ts.isBinaryExpression(node) && (has(node.left, text) || has(node.right, text)));
  }
}

/** The whole chain of an operator that a comparison is a part of. */
function wholeOf(part: ts.Expression, operator: string, project: Project): ts.Expression {
  const { ts } = project;
  const { parent } = part;
  const isChained = ts.isBinaryExpression(parent) && parent.operatorToken.getText() === operator;
  return isChained || ts.isParenthesizedExpression(parent) ? wholeOf(parent, operator, project) : part;
}

function inSwitch(clause: ts.CaseClause, others: readonly number[], project: Project): Edit[] {
  const { ts } = project;
  const known = clause.parent.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
  const colon = clause.getChildren().find(({ kind }) => kind === ts.SyntaxKind.ColonToken);
  const source = clause.getSourceFile();
  const isLined = /\n[ \t]*$/.test(source.text.slice(0, clause.getStart()));
  const line = isLined ? `${newline(source)}${indentOf(clause)}` : " ";
  return colon
    ? after(
        colon,
        missing(known, others, project).map((other) => `${line}case ${other}:`),
        project,
      )
    : [];
}

function listed(
  { elements }: ts.ArrayLiteralExpression,
  expression: ts.Expression,
  others: readonly number[],
  project: Project,
): Edit[] {
  return after(
    expression,
    missing(elements, others, project).map((other) => `, ${other}`),
    project,
  );
}

function missing(known: readonly ts.Expression[], others: readonly number[], project: Project): readonly number[] {
  return others.filter((other) => !known.some((one) => isNumber(one, other, project)));
}

function after(node: ts.Node, texts: readonly string[], project: Project): Edit[] {
  const text = texts.join("");
  return text === "" ? [] : [inserted(node.getEnd(), text, { node, project })];
}
