import type ts from "typescript";
import type { TypeScript } from "../impact/project/compiler.ts";

/** Whether something holds for a node, or for one that is inside of it. */
export function anyInside(node: ts.Node, holds: (node: ts.Node) => boolean, ts: TypeScript): boolean {
  return holds(node) || (ts.forEachChild(node, (child) => anyInside(child, holds, ts) || undefined) ?? false);
}
