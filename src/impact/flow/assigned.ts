import type ts from "typescript";
import type { Project } from "../project/index.ts";

/** What `exports.order = …` sets, which is how JavaScript declares what a CommonJS module exports. */
export function assignedIn(declaration: ts.Node, ts: Project["ts"]): ts.Expression | undefined {
  if (ts.isSourceFile(declaration)) return undefined;
  const whole = ts.isBinaryExpression(declaration) ? declaration : declaration.parent;
  const isAssignment = ts.isBinaryExpression(whole) && whole.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssignment && (whole === declaration || whole.left === declaration) ? whole.right : undefined;
}
