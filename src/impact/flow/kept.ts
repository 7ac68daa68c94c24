import type ts from "typescript";
import type { Project } from "../project/index.ts";

/**
 * The names under which the team's code keeps values: of variables, parameters, members, and of what is assigned to. No
 * other member can lead to where a value comes from, and asking the compiler what a member is costs as much as checking
 * the expression that it is of.
 */
export function keptNames(project: Project): ReadonlySet<string> {
  const names = ofProjects.get(project) ?? collected(project);
  ofProjects.set(project, names);
  return names;
}

const ofProjects = new WeakMap<Project, ReadonlySet<string>>();

function collected({ ts, sources }: Project): Set<string> {
  const names = new Set(["default"]); // of `export default`, which has no name
  const visit = (node: ts.Node): void => {
    const name = keptBy(node);
    if (name) names.add(name);
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);
  return names;

  function keptBy(node: ts.Node): string | undefined {
    if (ts.isBinaryExpression(node)) return assigned(node);
    const isKeeping =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isShorthandPropertyAssignment(node);
    return isKeeping ? textOf(node.name) : undefined;
  }

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
