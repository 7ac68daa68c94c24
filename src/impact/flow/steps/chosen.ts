import type ts from "typescript";
import type { Step } from "./step.ts";

/** `order ?? none`, `order || none`, `isThere && order` */
export const chosen: Step<ts.BinaryExpression> = {
  is: (parent, ts) => ts.isBinaryExpression(parent),
  take({ parent, known }, { ts, follow }) {
    if (!choices.has(ts.tokenToString(parent.operatorToken.kind) ?? "")) return false;
    follow(parent, known);
    return true;
  },
};

const choices: ReadonlySet<string> = new Set(["??", "||", "&&", ","]);

/** `isThere ? order : none` */
export const conditional: Step<ts.ConditionalExpression> = {
  is: (parent, ts) => ts.isConditionalExpression(parent),
  take({ parent, node, known }, { follow }) {
    if (parent.condition !== node) follow(parent, known);
    return true;
  },
};
