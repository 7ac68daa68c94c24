import type ts from "typescript";
import type { Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import type { Successor } from "../../contract/successors.ts";
import type { Use } from "../../impact/use.ts";
import { own } from "../../json.ts";
import { editOf, replaced } from "../reading.ts";
import type { Edit } from "../suggestion.ts";
import { movedAddress } from "./address.ts";

/** Has a call ask for another operation; undefined where the code does not write out what it asks for. */
export function calledInstead(
  use: Use,
  from: Operation & { readonly pinned: Description },
  successor: Successor,
): Edit[] | undefined {
  const { operation: to } = successor;
  const byId = otherMethodOfSdk(use, idOf(from, from.pinned), idOf(to, successor.contract));
  if (byId) return byId;
  const address = from.path === to.path ? [] : movedAddress(use, from.path, to.path);
  const method = from.method === to.method ? [] : otherMethod(use, from.method, to.method);
  return address && method && [...address, ...method];
}

function idOf(operation: Operation, { document }: Description): string | undefined {
  const found = find(document, operationName(operation));
  const id = found && own(found.node, "operationId");
  return typeof id === "string" ? id : undefined;
}

/** `api.getOrder(…)` becomes `api.getOrderV2(…)`, where the generated client has that already. */
function otherMethodOfSdk(use: Use, from: string | undefined, to: string | undefined): Edit[] | undefined {
  const { node, project } = use;
  const { ts, checker } = project;
  const { parent } = node;
  const isNamed = ts.isIdentifier(node) && ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (!isNamed || node.text !== from || to === undefined) return undefined;
  const isThere = checker.getPropertyOfType(checker.getTypeAtLocation(parent.expression), to) !== undefined;
  return isThere ? [replaced(node, to, use.project)] : undefined;
}

/** The option of that name, or the method of a client. */
function otherMethod(use: Use, from: string, to: string): Edit[] | undefined {
  const { ts } = use.project;
  const call = ts.findAncestor(use.node, ts.isCallExpression);
  const options = call?.arguments.filter(ts.isObjectLiteralExpression).flatMap(({ properties }) => [...properties]);
  const option = options?.find((one) => one.name && "text" in one.name && one.name.text === "method");
  const value = option && ts.isPropertyAssignment(option) ? option.initializer : undefined;
  if (value) return ts.isStringLiteralLike(value) ? spelled(use, value, 1, from, to) : undefined;
  const callee = call?.expression;
  const isAlike = isBodiless(from) === isBodiless(to);
  return callee && ts.isPropertyAccessExpression(callee) && isAlike
    ? spelled(use, callee.name, 0, from, to)
    : undefined;
}

/** Clients take what they send in other places where there is no body. */
function isBodiless(method: string): boolean {
  return !/^(post|put|patch)$/.test(method);
}

/** In capitals, or not, as the code has it. */
function spelled(use: Use, node: ts.Node, quotes: number, from: string, to: string): Edit[] | undefined {
  const written = node.getText().slice(quotes, node.getText().length - quotes);
  if (written.toLowerCase() !== from) return undefined;
  const text = written === written.toUpperCase() ? to.toUpperCase() : to;
  return [editOf(use, { start: node.getStart() + quotes, end: node.getEnd() - quotes, text })];
}
