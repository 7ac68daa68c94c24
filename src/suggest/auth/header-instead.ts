import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { withMember } from "../put.ts";
import { editOf, inserted, replaced } from "../reading.ts";
import { memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { keyInAddress, textBefore } from "./key-in-address.ts";
import { secretIn } from "./secret.ts";
import { spelled } from "./sent-as.ts";
import type { Transition } from "./transition.ts";

/**
 * Takes a credential out of the query, and puts it into a header: of the same request or client. Undefined where the code
 * writes neither the query nor the options that the header belongs to.
 */
export function headerInstead(use: Use, transition: Transition): Edit[] | undefined {
  const { ts } = use.project;
  if (ts.isTemplateExpression(use.node)) return outOfAddress(use, use.node, transition);
  const { parent } = use.node;
  const isMember = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
  return isMember && ts.isObjectLiteralExpression(parent.parent)
    ? outOfObject(use, parent, parent.parent, transition)
    : undefined;
}

/** `{ params: { api_key: key } }` becomes `{ headers: { "X-Api-Key": key } }`. */
function outOfObject(
  use: Use,
  member: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  query: ts.ObjectLiteralExpression,
  transition: Transition,
): Edit[] | undefined {
  const { ts } = use.project;
  const holder = query.parent;
  const value = ts.isPropertyAssignment(member) ? member.initializer : member.name;
  const header = headerOf(value, transition, use);
  const isOption = ts.isPropertyAssignment(holder) && /^(params|searchParams)$/.test(holder.name.getText());
  if (header === undefined || !isOption || !ts.isObjectLiteralExpression(holder.parent)) return undefined;
  const into = intoHeaders(holder.parent, header, use);
  if (into === undefined) return undefined;
  if (query.properties.length > 1) return [...without(member, query, use), ...into.edits];
  if (into.isNew) return [replaced(holder, `headers: { ${header} }`, use.project)];
  return [...without(holder, holder.parent, use), ...into.edits];
}

/** The key in the text of an address, of a call that takes its options beside that. */
function outOfAddress(use: Use, address: ts.TemplateExpression, transition: Transition): Edit[] | undefined {
  const { ts } = use.project;
  const call = address.parent;
  const index = keyInAddress(address, transition.from.name);
  const span = address.templateSpans[index];
  if (!span || !ts.isCallExpression(call) || call.arguments[0] !== address || !takesOptions(call)) return undefined;
  const header = headerOf(decoded(span.expression, use), transition, use);
  const options = call.arguments[1];
  const rest = span.literal.text;
  if (header === undefined || (rest !== "" && !rest.startsWith("&"))) return undefined;
  const named = /[?&][^?&]*$/.exec(textBefore(address, index))?.[0] ?? "";
  // The separator before it goes, too, or, where it is the first of several, that of the next.
  const isFirst = named.startsWith("?") && rest !== "";
  const start = span.expression.getStart() - "${".length - named.length + (isFirst ? 1 : 0);
  const end = span.literal.getStart() + "}".length + (isFirst ? 1 : 0);
  const cut = editOf(use, { start, end, text: "" });
  if (options === undefined) {
    const at = address.getEnd();
    return [cut, inserted(at, `, { headers: { ${header} } }`, use)];
  }
  const into = ts.isObjectLiteralExpression(options) ? intoHeaders(options, header, use) : undefined;
  return into && [cut, ...into.edits];
}

/** Functions and methods whose second argument is options; of others, it may be a body. */
function takesOptions({ expression }: ts.CallExpression): boolean {
  return /(^|\.)(fetch|ky|got|get|head|delete|options)$/.test(expression.getText());
}

/** A header is sent as it is: without `encodeURIComponent`. */
function decoded(value: ts.Expression, { project: { ts } }: Use): ts.Expression {
  const isEncoded = ts.isCallExpression(value) && value.expression.getText() === "encodeURIComponent";
  return (isEncoded && value.arguments[0]) || value;
}

/** `"X-Api-Key": key` */
function headerOf(value: ts.Expression, { to }: Transition, use: Use): string | undefined {
  const found = secretIn(value, use);
  if (found === undefined || found.word !== undefined || to.word === "basic") return undefined;
  const sent = to.word === undefined ? value.getText() : `\`${spelled(to.word)} \${${value.getText()}}\``;
  return `${memberName(to.name, value.getSourceFile(), use.project.ts)}: ${sent}`;
}

/** Into the headers that options have; else into options, as a member of its own. */
function intoHeaders(
  options: ts.ObjectLiteralExpression,
  header: string,
  use: Use,
): { readonly edits: readonly Edit[]; readonly isNew: boolean } | undefined {
  const { ts } = use.project;
  const known = options.properties.find(({ name }) => name && "text" in name && name.text === "headers");
  if (known === undefined) return { edits: [withMember(options, `headers: { ${header} }`, use.project)], isNew: true };
  const isWritten = ts.isPropertyAssignment(known) && ts.isObjectLiteralExpression(known.initializer);
  return isWritten ? { edits: [withMember(known.initializer, header, use.project)], isNew: false } : undefined;
}

/** The object without a member that is not its only one. */
function without(member: ts.ObjectLiteralElementLike, { properties }: ts.ObjectLiteralExpression, use: Use): Edit[] {
  const index = properties.indexOf(member);
  const [before, next] = [properties[index - 1], properties[index + 1]];
  const [start, end] = next
    ? [member.getStart(), next.getStart()]
    : [before?.getEnd() ?? member.getStart(), member.getEnd()];
  return [editOf(use, { start, end, text: "" })];
}
