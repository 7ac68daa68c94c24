import type ts from "typescript";
import type { Flow } from "../flow.ts";
import { heldAs } from "../parts.ts";
import type { Step } from "./step.ts";

/** `[order]`; `const [a, b] = await Promise.all([first, second])` keeps them apart. */
export const arrayItem: Step<ts.ArrayLiteralExpression> = {
  is: (parent, ts) => ts.isArrayLiteralExpression(parent),
  take({ parent: list, node, known }, flow) {
    const pattern = patternOf(list, flow);
    if (pattern === undefined) {
      flow.follow(list, { ...known, lists: known.lists + 1 });
      return true;
    }
    const part = pattern.elements[list.elements.indexOf(node as ts.Expression)];
    if (part === undefined || !flow.ts.isBindingElement(part)) return false;
    const isSettled = flow.ts.isCallExpression(list.parent) && /\.allSettled$/.test(list.parent.expression.getText());
    flow.bind(part.name, isSettled ? heldAs(["value"], known) : known);
    return true;
  },
};

function patternOf({ parent }: ts.Expression, flow: Flow): ts.ArrayBindingPattern | undefined {
  const { ts } = flow;
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return patternOf(parent, flow);
  if (ts.isCallExpression(parent) && /^Promise\.(all|allSettled)$/.test(parent.expression.getText()))
    return patternOf(parent, flow);
  return ts.isVariableDeclaration(parent) && ts.isArrayBindingPattern(parent.name) ? parent.name : undefined;
}

/** `[...orders]` */
export const spreadItems: Step<ts.SpreadElement> = {
  is: (parent, ts) => ts.isSpreadElement(parent),
  take({ parent: { parent: list }, known }, { ts, follow }) {
    if (!ts.isArrayLiteralExpression(list)) return false;
    follow(list, known);
    return true;
  },
};
