import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import type { Use } from "../../impact/use.ts";
import type { Json } from "../../json.ts";
import { together } from "../edits.ts";
import { inserted } from "../reading.ts";
import { indentOf, newline, quote } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { declaredLiterals } from "./declared.ts";

/**
 * Adds values to the unions and lists by which the team declares those that there were. Undefined where that needs a name,
 * as a member of an enum does, or where the team declares others than the contract.
 */
export function extended(
  use: Pick<Use, "node" | "project">,
  before: readonly Json[],
  added: readonly string[],
): Edit[] | undefined {
  const { project } = use;
  const literals = declaredLiterals(use);
  const lists = new Set(literals.map((literal) => listOf(literal, project)));
  const edits = [...lists].map((list) => {
    if (list === undefined) return undefined;
    const known = list.flatMap((member) => textOf(member, project) ?? []);
    const missing = added.filter((value) => !known.includes(value));
    const isComplete = before.every((value) => typeof value === "string" && known.includes(value));
    return missing.length === 0 ? [] : isComplete ? after(list, missing, project) : undefined;
  });
  return together(edits);
}

type List = ts.NodeArray<ts.Node>;

/** What a literal is a member of: `"open" | "paid"`, `["open", "paid"]`. */
function listOf({ parent }: ts.StringLiteralLike, { ts }: Project): List | undefined {
  if (ts.isArrayLiteralExpression(parent)) return parent.elements;
  return ts.isLiteralTypeNode(parent) && ts.isUnionTypeNode(parent.parent) ? parent.parent.types : undefined;
}

function textOf(member: ts.Node, { ts }: Project): string | undefined {
  const literal = ts.isLiteralTypeNode(member) ? member.literal : member;
  return ts.isStringLiteralLike(literal) ? literal.text : undefined;
}

/** On lines of their own where the others have some. */
function after(list: List, values: readonly string[], project: Project): Edit[] {
  const { ts } = project;
  const [node, other] = list.filter((member) => textOf(member, project) !== undefined).reverse();
  if (node === undefined) return [];
  const source = node.getSourceFile();
  const isLined = other !== undefined && /\n/.test(source.text.slice(other.getEnd(), node.getStart()));
  const line = isLined ? `${newline(source)}${indentOf(node)}` : " ";
  const sign = ts.isLiteralTypeNode(node) ? `${line}| ` : `,${line}`;
  const text = values.map((value) => `${sign}${quote(value, source, ts)}`).join("");
  return [inserted(node.getEnd(), text, { node, project })];
}
