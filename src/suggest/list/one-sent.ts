import type ts from "typescript";
import { isUntyped } from "../../impact/project/types.ts";
import type { Use } from "../../impact/use.ts";
import { replaced } from "../reading.ts";
import { renamed } from "../renamed.ts";
import { resent, sentValue } from "../sent-value.ts";
import { memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import type { BecameList } from "./became-list.ts";

/**
 * Sends a list of one, maybe by another name, where the code sends a value. Undefined where that is not in sight, or may be
 * missing.
 */
export function oneSent(use: Use, { from, to }: Pick<BecameList, "from" | "to">): Edit[] | undefined {
  const edits = resent(use, (value) => (isList(value, use) ? undefined : `[${value.getText()}]`));
  if (edits === undefined || from === to) return edits;
  const { node, project } = use;
  const isShort = project.ts.isShorthandPropertyAssignment(node.parent) && edits.length > 0;
  return isShort ? [replaced(node, ofName(use, to), project)] : [...renamed(use, from, to), ...edits];
}

/** `{ tag }` becomes `{ tags: [tag] }`. */
function ofName({ node, project: { ts } }: Use, to: string): string {
  return `${memberName(to, node.getSourceFile(), ts)}: [${node.getText()}]`;
}

function isList(value: ts.Expression, { project: { ts, checker } }: Use): boolean {
  const type = checker.getTypeAtLocation(value);
  return ts.isArrayLiteralExpression(value) || (type.flags & ts.TypeFlags.Object) !== 0;
}

/** Whether the compiler knows that there is a value. */
export function isKnown(use: Use): boolean {
  const { ts, checker, program } = use.project;
  const value = sentValue(use);
  const { strict, strictNullChecks = strict } = program.getCompilerOptions();
  return value !== undefined && strictNullChecks === true && !isUntyped(checker.getTypeAtLocation(value), ts);
}

/**
 * Whether a use is in the query of a client that takes lists as the contract has them, as openapi-fetch does:
 * `params: { query: { tag } }`. Others write lists in their own ways, axios as `tag[]=new`.
 */
export function isInTypedQuery({ node, project: { ts } }: Use): boolean {
  const around = [node.parent.parent, node.parent.parent.parent.parent];
  return ["query", "params"].every((name, i) => {
    const holder = around[i]?.parent;
    return holder !== undefined && ts.isPropertyAssignment(holder) && holder.name.getText() === name;
  });
}
