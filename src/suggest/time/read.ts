import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { isAsked } from "../absence/asked.ts";
import { isReplaced, mayBeAbsent } from "../absence/may-be-absent.ts";
import { together } from "../edits.ts";
import { put } from "../put.ts";
import { wrapped } from "../reading.ts";
import { constantReadsOf } from "../reads.ts";
import type { Edit } from "../suggestion.ts";
import { isThousand, type Unit, unitOfClock } from "./unit.ts";

/** Reads a text where the code reads a Unix time. Undefined where nobody can tell how from here. */
export function textRead(use: Use, unit: Unit, isNullable: boolean): Edit[] | undefined {
  return eachRead(use, isNullable, (value) => {
    if (takerOf(value, use)) return [];
    const product = unit === "s" ? multiplied(value, use) : undefined;
    const text = value.getText();
    if (product) return put(use, product, takerOf(product, use) === "new Date" ? text : `Date.parse(${text})`);
    const parsed = `Date.parse(${text})`;
    return unit === "s" ? put(use, value, `${parsed} / 1000`, "product") : put(use, value, parsed);
  });
}

/** Reads a Unix time where the code reads a text. Undefined where nobody can tell how from here. */
export function numberRead(use: Use, unit: Unit, isNullable: boolean): Edit[] | undefined {
  const { ts } = use.project;
  return eachRead(use, isNullable, (value) => {
    if (multiplied(value, use)) return [];
    const taker = takerOf(value, use);
    const moment = unit === "s" ? `${value.getText()} * 1000` : value.getText();
    if (taker === "new Date") return unit === "s" ? put(use, value, moment, "product") : [];
    const { parent } = wrapped(value, ts);
    if (taker !== "Date.parse" || !ts.isCallExpression(parent))
      return put(use, value, `new Date(${moment}).toISOString()`);
    return unit === "s" ? put(use, parent, moment, "product") : put(use, parent, `new Date(${moment}).getTime()`);
  });
}

/** The units for which the code takes what it reads. */
export function unitsRead(use: Use): Unit[] {
  return (constantReadsOf(use) ?? []).flatMap((value) => unitTaken(value, use) ?? []);
}

function unitTaken(value: ts.Expression, use: Use): Unit | undefined {
  const { ts } = use.project;
  const outer = wrapped(value, ts);
  const { parent } = outer;
  if (takerOf(value, use) === "new Date") return "ms";
  if (!ts.isBinaryExpression(parent)) return undefined;
  if (multiplied(value, use)) return "s";
  const operator = ts.tokenToString(parent.operatorToken.kind) ?? "";
  if (operator === "/" && parent.left === outer && isThousand(parent.right, use)) return "ms";
  const other = parent.left === outer ? parent.right : parent.left;
  return /^(-|[<>]=?)$/.test(operator) ? unitOfClock(other, use) : undefined;
}

/** Each read by itself; where the code only asks whether there is a time, nothing is to be done. */
function eachRead(use: Use, isNullable: boolean, edit: (value: ts.Expression) => Edit[]): Edit[] | undefined {
  const reads = constantReadsOf(use);
  const edits = reads?.map((value) => {
    if (isAsked(value, use.project.ts)) return [];
    return isReplaced(value, use) || mayBeAbsent(use, value, isNullable) ? undefined : edit(value);
  });
  return edits && together(edits);
}

/** `order.at * 1000` */
function multiplied(value: ts.Expression, use: Use): ts.BinaryExpression | undefined {
  const { ts } = use.project;
  const outer = wrapped(value, ts);
  const { parent } = outer;
  const isProduct = ts.isBinaryExpression(parent) && ts.tokenToString(parent.operatorToken.kind) === "*";
  return isProduct && isThousand(parent.left === outer ? parent.right : parent.left, use) ? parent : undefined;
}

/** What makes a time of a value: `new Date(order.at)`, `Date.parse(order.at)`. */
function takerOf(value: ts.Expression, { project: { ts } }: Use): "new Date" | "Date.parse" | undefined {
  const outer = wrapped(value, ts);
  const { parent } = outer;
  const isTaker = ts.isNewExpression(parent) || ts.isCallExpression(parent);
  if (!isTaker || parent.arguments?.length !== 1 || parent.arguments[0] !== outer) return undefined;
  const name = parent.expression.getText();
  if (ts.isNewExpression(parent)) return name === "Date" ? "new Date" : undefined;
  return name === "Date.parse" ? "Date.parse" : undefined;
}
