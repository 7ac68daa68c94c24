import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import type { JsonObject } from "../../json.ts";
import { isAsked } from "../absence/asked.ts";
import { isReplaced, mayBeAbsent } from "../absence/may-be-absent.ts";
import { together } from "../edits.ts";
import { put } from "../put.ts";
import { readingOf, replaced, wrapped } from "../reading.ts";
import { constantReadsOf } from "../reads.ts";
import { resent } from "../sent-value.ts";
import type { Edit } from "../suggestion.ts";

/**
 * Reads the id of an object where the code reads an id. Undefined where nobody can tell how from here.
 * @param isOptional whether the object may be missing or null by the contract
 */
export function idRead(use: Use, isOptional: boolean): Edit[] | undefined {
  const { ts } = use.project;
  const reading = readingOf(use);
  if (reading === undefined) return undefined;
  if (reading.kind === "access") return ofValue(reading.expression, use, isOptional);
  const { element } = reading;
  if (ts.isObjectBindingPattern(element.name)) return []; // it is taken apart already
  if (!ts.isIdentifier(element.name) || element.initializer) return undefined;
  if (!mayBeAbsent(use, element.name, isOptional)) return takenOut(element, element.name, use);
  const reads = constantReadsOf(use);
  return reads && together(reads.map((value) => ofValue(value, use, isOptional)));
}

/** `{ customer }` becomes `{ customer: { id: customer } }`, and the code goes on with the name that it has. */
function takenOut({ propertyName }: ts.BindingElement, name: ts.Identifier, use: Use): Edit[] {
  const inner = `{ id: ${name.text} }`;
  const text = propertyName ? inner : `${name.text}: ${inner}`;
  return [replaced(name, text, use.project)];
}

function ofValue(read: ts.Expression, use: Use, isOptional: boolean): Edit[] | undefined {
  const { ts } = use.project;
  const value = ts.isNonNullExpression(read.parent) ? read.parent : read;
  if (isAsked(value, ts) || isRead(value, use)) return [];
  if (isReplaced(value, use)) return undefined;
  const text = value.getText();
  if (!mayBeAbsent(use, value, isOptional)) return put(use, value, `${text}.id`);
  return wantsNull(value, use) ? put(use, value, `${text}?.id ?? null`, "??") : put(use, value, `${text}?.id`);
}

/** Whether the id is what is read of it. */
function isRead(value: ts.Expression, { project: { ts } }: Use): boolean {
  const outer = wrapped(value, ts);
  const { parent } = outer;
  return ts.isPropertyAccessExpression(parent) && parent.expression === outer && parent.name.text === "id";
}

/** Whether null is awaited where nothing is, and not undefined. */
function wantsNull(value: ts.Expression, { project: { ts, checker } }: Use): boolean {
  const wanted = checker.getContextualType(value);
  const types = wanted?.isUnion() ? wanted.types : [];
  const takes = (flag: ts.TypeFlags) => types.some(({ flags }) => (flags & flag) !== 0);
  return takes(ts.TypeFlags.Null) && !takes(ts.TypeFlags.Undefined);
}

/** Sends an object with the id where the code sends an id, as long as the vendor needs no more than that. */
export function wholeSent(use: Use, { required }: JsonObject): Edit[] | undefined {
  const { ts, checker } = use.project;
  if (Array.isArray(required) && required.some((name) => name !== "id")) return undefined;
  return resent(use, (value) => {
    const isObject = (checker.getTypeAtLocation(value).flags & ts.TypeFlags.Object) !== 0;
    const text = value.getText();
    return isObject ? undefined : text === "id" ? "{ id }" : `{ id: ${text} }`;
  });
}
