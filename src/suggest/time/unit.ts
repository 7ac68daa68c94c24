import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import type { Use } from "../../impact/use.ts";
import { anyInside } from "../any-inside.ts";

/** What a Unix time counts: seconds, or milliseconds as JavaScript does. */
export type Unit = "s" | "ms";

/**
 * The unit of a Unix time: by its name, else as the code takes it, else seconds, which nearly all APIs count. Undefined
 * where the code takes it for both.
 */
export function unitOf(name: string, written: readonly Unit[]): Unit | undefined {
  if (/(_ms|Ms|milli(s|seconds)?)$/i.test(name)) return "ms";
  const [unit = "s", ...others] = new Set(written);
  return others.length > 0 ? undefined : unit;
}

/** Whether it is the number 1000, also by a constant's name. */
export function isThousand(node: ts.Expression, { project: { checker } }: Use): boolean {
  const type = checker.getTypeAtLocation(node);
  return type.isNumberLiteral() && type.value === 1000;
}

/** The unit in which an expression tells the time by JavaScript's clock; undefined where it does not use that. */
export function unitOfClock(node: ts.Expression, use: Use): Unit | undefined {
  const { ts } = use.project;
  const text = meant(node, use).getText();
  if (!/\bDate\.now\(\)|\.(getTime|valueOf)\(\)|\+new Date\b/.test(text)) return undefined;
  return anyInside(meant(node, use), isDivided, ts) ? "s" : "ms";

  function isDivided(part: ts.Node): boolean {
    return (
      ts.isBinaryExpression(part) && ts.tokenToString(part.operatorToken.kind) === "/" && isThousand(part.right, use)
    );
  }
}

/** What a constant is set to. */
function meant(node: ts.Expression, { project }: Use): ts.Expression {
  const { ts } = project;
  const declaration = ts.isIdentifier(node) ? referencesIn(project).symbolOf(node)?.valueDeclaration : undefined;
  return declaration && ts.isVariableDeclaration(declaration) ? (declaration.initializer ?? node) : node;
}
