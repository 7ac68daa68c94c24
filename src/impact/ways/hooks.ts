import type ts from "typescript";
import type { Origin } from "../flow/origin.ts";
import { memberOf, objectOf } from "./members.ts";
import type { Code, Given } from "./way.ts";

/**
 * Headers that functions of the team's set on every request of a client: `client.use({ onRequest })`,
 * `client.interceptors.request.use(…)`, and `hooks` that it was made with.
 */
export function setByHooks({ calls }: Origin, code: Code): Given[] {
  const hooks = calls.flatMap((made) => [
    ...[memberOf(made.arguments?.[0], "hooks", code)].flatMap((one) => one ?? []),
    ...usedBy(made, code),
  ]);
  return hooks.flatMap((hook) => headersSetIn(hook, code));
}

/** What `use` is given, of a client that has a name. */
function usedBy(made: ts.Node, { project: { ts }, references }: Code): ts.Expression[] {
  const { parent } = made;
  if (!ts.isVariableDeclaration(parent)) return [];
  return references.of(parent.name).flatMap((reference) => {
    let callee: ts.Node = reference;
    while (ts.isPropertyAccessExpression(callee.parent) && callee.parent.expression === callee) callee = callee.parent;
    const isUse = ts.isPropertyAccessExpression(callee) && callee.name.text === "use";
    const call = callee.parent;
    return isUse && ts.isCallExpression(call) && call.expression === callee ? [...call.arguments] : [];
  });
}

/** `request.headers.set("X-Api-Key", key)` and `config.headers["X-Api-Key"] = key`, wherever a hook does so. */
function headersSetIn(hook: ts.Expression, code: Code): Given[] {
  const { ts } = code.project;
  const found: Given[] = [];
  const note = (node: ts.Node | undefined) => {
    if (node && (ts.isIdentifier(node) || ts.isStringLiteralLike(node))) found.push({ name: node.text, node });
  };
  const visit = (node: ts.Node): void => {
    const target = ts.isCallExpression(node) ? node.expression : ts.isBinaryExpression(node) ? node.left : undefined;
    if (target && ts.isPropertyAccessExpression(target) && isHeaders(target.expression)) {
      if (ts.isBinaryExpression(node)) note(target.name);
      else if (ts.isCallExpression(node) && target.name.text === "set") note(node.arguments[0]);
    } else if (target && ts.isElementAccessExpression(target) && isHeaders(target.expression)) {
      note(target.argumentExpression);
    }
    ts.forEachChild(node, visit);
  };
  visit(code.functionOf(hook)?.body ?? objectOf(hook, code) ?? hook);
  return found;

  function isHeaders(node: ts.Expression): boolean {
    return ts.isPropertyAccessExpression(node) ? node.name.text === "headers" : node.getText() === "headers";
  }
}
