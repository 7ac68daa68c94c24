import type ts from "typescript";
import type { TypeScript } from "../project/compiler.ts";

/** The name under which code keeps a value here: of a variable, parameter or member, or of what is assigned to. */
export function keptBy(node: ts.Node, ts: TypeScript): string | undefined {
  if (ts.isBinaryExpression(node)) return assigned(node);
  const isKeeping =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node);
  return isKeeping ? textOf(node.name) : undefined;

  function assigned({ left, operatorToken }: ts.BinaryExpression): string | undefined {
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
    if (ts.isElementAccessExpression(left)) return textOf(left.argumentExpression);
    return ts.isPropertyAccessExpression(left) ? left.name.text : undefined;
  }

  function textOf(name: ts.Node): string | undefined {
    if (ts.isComputedPropertyName(name)) return textOf(name.expression);
    return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)
      ? name.text
      : undefined;
  }
}
