import type ts from "typescript";
import { callingOf } from "../calls.ts";
import type { Known, Part } from "../known.ts";
import { body } from "../parts.ts";
import type { Step } from "./step.ts";

/** `answer.json()`, `answer.text()` */
export const bodyRead: Step<ts.PropertyAccessExpression> = {
  is: (parent, ts) => ts.isPropertyAccessExpression(parent),
  take({ parent, node, known }, { ts, follow }) {
    const call = parent.expression === node ? callingOf(parent, ts) : undefined;
    const part = readBy(parent.name.text, known);
    if (call === undefined || part === undefined) return false;
    follow(call, { ...known, part });
    return true;
  },
};

function readBy(method: string, { part }: Known): Part | undefined {
  if (part.kind !== "answer") return undefined;
  if (part.carrier.json?.includes(method)) return body;
  return method === "text" ? { kind: "text" } : undefined;
}
