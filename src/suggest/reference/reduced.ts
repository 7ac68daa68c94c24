import type ts from "typescript";
import { isBelow } from "../../impact/reached.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { join } from "../../json.ts";
import { isAsked } from "../absence/asked.ts";
import { together } from "../edits.ts";
import { editOf, readingOf, wrapped } from "../reading.ts";
import { constantReadsOf } from "../reads.ts";
import { resent } from "../sent-value.ts";
import type { Edit } from "../suggestion.ts";

/** Whether a use is of something in an object that is not its id: of that, nothing is left. */
export function isBeyondId(subject: Subject, about: Subject): boolean {
  if (subject.kind !== "response" || about.kind !== "response") return false;
  return isBelow(subject.pointer, about.pointer) && subject.pointer !== join(about.pointer, "id");
}

/** Reads what is the id now where the code reads the id of an object. Undefined where the code wants the object. */
export function wholeRead(use: Use): Edit[] | undefined {
  const { ts } = use.project;
  const reading = readingOf(use);
  if (reading?.kind === "binding" && ts.isObjectBindingPattern(reading.element.name))
    return inPattern(reading.element.name, use);
  const edits = constantReadsOf(use)?.map((value) => ofValue(value, use));
  return edits && together(edits);
}

function ofValue(value: ts.Expression, use: Use): Edit[] | undefined {
  const { ts } = use.project;
  const outer = wrapped(value, ts);
  const { parent } = outer;
  if (isAsked(value, ts)) return [];
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) return inPattern(parent.name, use);
  const isAccess = ts.isPropertyAccessExpression(parent) && parent.expression === outer;
  return isAccess && parent.name.text === "id" ? [withoutId(parent, use)] : undefined;
}

/** `order.customer?.id.trim()` stays as cautious as it is: `order.customer?.trim()`. */
function withoutId(access: ts.PropertyAccessExpression, use: Use): Edit {
  const { ts } = use.project;
  const { expression, name, questionDotToken, parent } = access;
  const isChained = ts.isPropertyAccessExpression(parent) && parent.expression === access && !parent.questionDotToken;
  const [start, end] =
    questionDotToken && isChained ? [name.getStart(), parent.name.getStart()] : [expression.getEnd(), access.getEnd()];
  return editOf({ node: access, project: use.project }, { start, end, text: "" });
}

/** `const { id: customer } = order.customer` is `const customer = order.customer` now. */
function inPattern(pattern: ts.ObjectBindingPattern, { project }: Use): Edit[] | undefined {
  const [element, ...others] = pattern.elements;
  const isId = element && (element.propertyName ?? element.name).getText() === "id";
  if (!isId || others.length > 0 || element.initializer || element.dotDotDotToken) return undefined;
  const place = { start: pattern.getStart(), end: pattern.getEnd(), text: element.name.getText() };
  return [editOf({ node: pattern, project }, place)];
}

/** Sends the id where the code sends an object with nothing but the id. */
export function idSent(use: Use): Edit[] | undefined {
  const { ts, checker } = use.project;
  const plain = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike;
  let isElse = false;
  const edits = resent(use, (value) => {
    const id = ts.isObjectLiteralExpression(value) ? onlyId(value, use) : undefined;
    isElse = id === undefined && (checker.getTypeAtLocation(value).flags & plain) === 0;
    return id;
  });
  return isElse ? undefined : edits;
}

function onlyId({ properties }: ts.ObjectLiteralExpression, { project: { ts } }: Use): string | undefined {
  const [property, ...others] = properties;
  if (!property || others.length > 0 || property.name?.getText() !== "id") return undefined;
  if (ts.isShorthandPropertyAssignment(property)) return property.name.text;
  return ts.isPropertyAssignment(property) ? property.initializer.getText() : undefined;
}
