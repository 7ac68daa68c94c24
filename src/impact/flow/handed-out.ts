import type ts from "typescript";
import { callOfMethod } from "./calls.ts";
import type { Flow } from "./flow.ts";
import type { Known } from "./known.ts";
import { listResult } from "./list-result.ts";
import { heldAs } from "./parts.ts";
import { stateOf, stateSetBy } from "./state.ts";
import { through } from "./through.ts";

/** Follows what a function returns that was handed to somebody, at this place. False where nobody knows who gets it. */
export function resultOf(place: ts.Expression, known: Known, flow: Flow): boolean {
  return receivers.some((receives) => receives(place, known, flow));
}

type Receiver = typeof resultOf;

/** `useQuery({ queryFn: load })` and `useSWR(key, load)` give what the function returns as `data`. */
const loading: Receiver = ({ parent }, known, { ts, follow }) => {
  const isOption = ts.isPropertyAssignment(parent) && parent.name.getText() === "queryFn";
  const call = isOption ? parent.parent.parent : parent;
  const isHook = ts.isCallExpression(call) && hooks.test(call.expression.getText());
  if (isHook) follow(call, heldAs(["data"], known));
  return isHook;
};

const hooks = /^use(Suspense)?Query$|^useSWR(Immutable)?$/;

/** `ids.map(load)`, of whatever list */
const ofList: Receiver = (place, known, flow) => {
  const asked = callOfMethod(place, flow.ts);
  return asked !== undefined && listResult(asked.call, asked.name, known, flow);
};

/** `ready.then(load)` */
const chained: Receiver = (place, known, { ts, follow }) => {
  const asked = callOfMethod(place, ts);
  const isChained = asked !== undefined && /^(then|catch)$/.test(asked.name);
  if (isChained) follow(asked.call, known);
  return isChained;
};

/** `useMemo(() => …, [])`, `useState(() => …)`, `setOrder((before) => …)` */
const kept: Receiver = (place, known, flow) => {
  const { parent } = place;
  if (!flow.ts.isCallExpression(parent) || parent.arguments[0] !== place) return false;
  const state = stateSetBy(parent.expression, flow) ?? stateOf(parent, flow.ts);
  const isMemo = /^(React\.)?useMemo$/.test(parent.expression.getText());
  if (state) flow.bind(state, known);
  if (isMemo) flow.follow(parent, known);
  return isMemo || state !== undefined;
};

/** `withRetry(load)`, where the team has written `withRetry`, and that calls its parameter */
const ofOwn: Receiver = (place, known, flow) => {
  const { ts, functions, references, follow } = flow;
  const { parent } = place;
  const written = ts.isCallExpression(parent) ? functions.of(parent.expression) : undefined;
  if (!ts.isCallExpression(parent) || written === undefined) return false;
  const parameter = written.parameters[parent.arguments.indexOf(place)];
  const calls = (parameter ? references.of(parameter.name) : []).map(({ parent: call }, _, all) =>
    ts.isCallExpression(call) && all.some((reference) => reference === call.expression) ? call : undefined,
  );
  const isCalled = calls.length > 0 && !calls.includes(undefined);
  for (const call of isCalled ? calls : []) if (call) follow(call, through(parent, known));
  return isCalled;
};

const receivers: readonly Receiver[] = [loading, ofList, chained, kept, ofOwn];
