import type ts from "typescript";
import type { Use } from "../impact/use.ts";
import { editOf, readingOf, replaced } from "./reading.ts";
import { isIdentifier, memberName, quote } from "./style.ts";
import type { Edit } from "./suggestion.ts";

/** Another name where a use reads, sends or declares something; what the code calls it otherwise stays. */
export function renamed(use: Use, from: string, to: string): Edit[] {
  const { node, project } = use;
  const { ts } = project;
  const reading = readingOf(use);
  if (reading?.kind === "access") return [ofAccess(use, reading.expression, to)];
  if (reading?.kind === "binding") return [ofBinding(use, reading.element, to)];
  if (isMember(node.parent, node)) return [replaced(use.node, memberName(to, node.getSourceFile(), ts), use.project)];
  if (ts.isStringLiteral(node) && node.text.toLowerCase() === from.toLowerCase())
    return [replaced(use.node, quoted(to), use.project)];
  if (ts.isShorthandPropertyAssignment(node.parent))
    return [replaced(use.node, `${memberName(to, node.getSourceFile(), ts)}: ${node.getText()}`, use.project)];
  return inQuery(use, from, to);

  function quoted(name: string): string {
    return quote(name, node.getSourceFile(), ts);
  }

  function isMember(parent: ts.Node, name: ts.Node): boolean {
    return (
      (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) &&
      parent.name === name
    );
  }
}

/** `order.total`; where the new name cannot stand behind a dot, `order["total-amount"]`. */
function ofAccess(use: Use, access: ts.PropertyAccessExpression | ts.ElementAccessExpression, to: string): Edit {
  const { ts } = use.project;
  const source = access.getSourceFile();
  if (ts.isElementAccessExpression(access)) return replaced(use.node, quote(to, source, ts), use.project);
  if (isIdentifier(to)) return replaced(use.node, to, use.project);
  const start = access.questionDotToken ? use.node.getStart() : access.expression.getEnd();
  return editOf(use, { start, end: use.node.getEnd(), text: `[${quote(to, source, ts)}]` });
}

/** `{ total }` keeps what the code calls it: `{ total_amount: total }`. */
function ofBinding(use: Use, { propertyName, name }: ts.BindingElement, to: string): Edit {
  const { ts } = use.project;
  const member = memberName(to, name.getSourceFile(), ts);
  return replaced(use.node, propertyName ? member : `${member}: ${name.getText()}`, use.project);
}

/** A parameter in the text of an address: `/orders?limit=5`. */
function inQuery(use: Use, from: string, to: string): Edit[] {
  const { node } = use;
  const [start, text] = [node.getStart(), node.getText()];
  const found = [...text.matchAll(/[?&]([^=&?{}"'`]+)=/g)].filter(([, name]) => name === from);
  return found.map(({ index }) => {
    const at = start + index + 1;
    return editOf(use, { start: at, end: at + from.length, text: encodeURIComponent(to) });
  });
}
