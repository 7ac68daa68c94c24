import type ts from "typescript";
import type { Flow } from "../flow.ts";
import type { Written } from "../functions.ts";
import type { Known } from "../known.ts";
import { heldAs } from "../parts.ts";
import type { Step } from "./step.ts";

/** `() => order` */
export const returnedBody: Step<ts.ArrowFunction> = {
  is: (parent, ts) => ts.isArrowFunction(parent),
  take: ({ parent, known }, flow) => returned(parent, known, flow),
};

/** `return order`, `yield order` */
export const returnedValue: Step<ts.ReturnStatement | ts.YieldExpression> = {
  is: (parent, ts) => ts.isReturnStatement(parent) || ts.isYieldExpression(parent),
  take({ parent, known }, flow) {
    const written = flow.functions.around(parent);
    return written !== undefined && returned(written, known, flow);
  },
};

/** To the call through which it was asked for, else to all calls. */
function returned(written: ts.Node, known: Known, flow: Flow): boolean {
  const { functions, waiting, follow } = flow;
  const waiters = waiting.get(written) ?? [];
  for (const wait of waiters) wait(known);
  const hook = hookOf(written, flow);
  if (hook) follow(hook, heldAs(["data"], known));
  const last = known.through.at(-1);
  const isAnswered = last !== undefined && functions.of(last.expression) === (written as Written);
  const calls = isAnswered ? [last] : functions.callsOf(written);
  const through = isAnswered ? known.through.slice(0, -1) : known.through;
  for (const call of calls) follow(call, { ...known, through });
  return calls.length > 0 || waiting.has(written) || hook !== undefined;
}

/** `useQuery({ queryFn: () => … })` and `useSWR(key, () => …)` give what the function returns as `data`. */
function hookOf({ parent }: ts.Node, { ts }: Flow): ts.CallExpression | undefined {
  const isOption = ts.isPropertyAssignment(parent) && parent.name.getText() === "queryFn";
  const call = isOption ? parent.parent.parent : parent;
  return ts.isCallExpression(call) && hooks.test(call.expression.getText()) ? call : undefined;
}

const hooks = /^use(Suspense)?Query$|^useSWR(Immutable)?$/;
