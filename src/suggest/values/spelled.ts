import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { editOf, replaced } from "../reading.ts";
import { memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { constantOf } from "./constant.ts";
import type { Met } from "./met.ts";

/** How values that are gone are spelled now. */
export type Renamed = ReadonlyMap<string, string>;

/** A literal with the new spelling, in the quotes that it has. */
export function spelled(literal: ts.StringLiteralLike, renamed: Renamed, project: Project): Edit[] {
  const now = renamed.get(literal.text);
  if (now === undefined) return [];
  const quote = literal.getText().slice(0, 1);
  const plain = JSON.stringify(now).slice(1, -1).replaceAll('\\"', '"');
  const text = plain.replaceAll(quote, `\\${quote}`).replaceAll("${", quote === "`" ? "\\${" : "${");
  return [editOf({ node: literal, project }, { start: literal.getStart() + 1, end: literal.getEnd() - 1, text })];
}

/** All that stands for values, and the keys of tables of them; a constant as far as it has no other purpose. */
export function allSpelled({ expressions, keys }: Met, renamed: Renamed, project: Project): Edit[] {
  const { ts } = project;
  const known = new Set<ts.Node>(expressions);
  return [...expressions.flatMap(ofExpression), ...keys.flatMap(ofKey)];

  function ofExpression(expression: ts.Expression): Edit[] {
    if (ts.isStringLiteralLike(expression)) return spelled(expression, renamed, project);
    const constant = constantOf(expression, project);
    if (!constant || !ts.isStringLiteralLike(constant.value)) return [];
    const isOnly = constant.references.every((reference) => known.has(reference) || known.has(reference.parent));
    return isOnly ? spelled(constant.value, renamed, project) : [];
  }

  function ofKey(name: ts.PropertyName): Edit[] {
    if (ts.isStringLiteralLike(name)) return spelled(name, renamed, project);
    const now = ts.isIdentifier(name) ? renamed.get(name.text) : undefined;
    if (now === undefined) return [];
    const text = memberName(now, name.getSourceFile(), ts);
    return [replaced(name, text, project)];
  }
}

/** In the text of an address: `/orders?state=paid`. */
export function spelledInAddress({ node, project }: Use, subject: Subject, renamed: Renamed): Edit[] {
  if (subject.kind !== "parameter" || subject.in !== "query") return [];
  const text = node.getText();
  return [...text.matchAll(/[?&]([^=&?{}"'`]+)=([^=&#?$"'`]+)(?=[&#"'`])/g)].flatMap((found) => {
    const [whole, name, value = ""] = found;
    const now = name === subject.name ? renamed.get(value) : undefined;
    if (now === undefined) return [];
    const end = node.getStart() + found.index + whole.length;
    return [editOf({ node, project }, { start: end - value.length, end, text: encodeURIComponent(now) })];
  });
}
