import type ts from "typescript";
import type { Flow } from "../flow.ts";
import { resultOf } from "../handed-out.ts";
import type { Known } from "../known.ts";
import { goOnFrom } from "../reference.ts";
import type { Step } from "./step.ts";

/** `() => order` */
export const returnedBody: Step<ts.ArrowFunction> = {
  is: (parent, ts) => ts.isArrowFunction(parent),
  take: ({ parent, known }, flow) => returned(parent, known, flow),
};

/** `return order`. A generator hands it to nobody who iterates. */
export const returnedValue: Step<ts.ReturnStatement> = {
  is: (parent, ts) => ts.isReturnStatement(parent),
  take({ parent, known }, flow) {
    const written = flow.functions.around(parent);
    const isGenerator = written !== undefined && "asteriskToken" in written && written.asteriskToken !== undefined;
    return written !== undefined && !isGenerator && returned(written, known, flow);
  },
};

/** `yield order`, `yield* orders`: a list of what is given */
export const yielded: Step<ts.YieldExpression> = {
  is: (parent, ts) => ts.isYieldExpression(parent),
  take({ parent, known }, flow) {
    const written = flow.functions.around(parent);
    const lists = parent.asteriskToken === undefined ? known.lists + 1 : known.lists;
    return written !== undefined && returned(written, { ...known, lists }, flow);
  },
};

/** To the call through which it was asked for, else to all calls, and to whoever was handed the function. */
function returned(written: ts.Node, known: Known, flow: Flow): boolean {
  const { functions, waiting, handed, follow } = flow;
  const waiters = waiting.get(written) ?? [];
  for (const wait of waiters) wait(known);
  const last = known.through.at(-1);
  if (last !== undefined && functions.of(last.expression) === written) {
    follow(last, { ...known, through: known.through.slice(0, -1) });
    return true;
  }
  const calls = functions.callsOf(written);
  for (const call of calls) follow(call, known);
  const places = functions.handedOut(written);
  const isRead = flow.ts.isGetAccessorDeclaration(written) && readOf(written, known, flow);
  const unknown = places.filter((place) => !resultOf(place, known, flow) && !handed.has(place));
  return unknown.length === 0 && (isRead || calls.length + places.length > 0);
}

/** `get order() { … }` is called wherever the member is read. */
function readOf({ name }: ts.GetAccessorDeclaration, known: Known, flow: Flow): boolean {
  const reads = flow.references.ofMember(name).filter((reference) => goOnFrom(reference, known, flow));
  return reads.length > 0;
}
