import type ts from "typescript";
import type { Flow } from "./flow.ts";
import { handOn } from "./handed-on.ts";
import type { Known } from "./known.ts";
import { stateSetBy } from "./state.ts";

/** What a library hands to a function, and who gets what that returns. */
interface Handing {
  /** Which of its parameters gets the value. */
  readonly index: number;
  readonly known: Known;
  readonly wait: (known: Known) => void;
}

/** Hands a value to a function that a library calls, and what that returns to whoever waits for it. */
export function called(node: ts.Expression, { index, known, wait }: Handing, flow: Flow): void {
  const written = flow.functions.of(node);
  const state = stateSetBy(node, flow);
  if (state) flow.bind(state, known);
  else if (written === undefined) handOn(node, known, flow);
  if (written === undefined) return;
  flow.handed.add(node);
  flow.waiting.set(written, new Set([...(flow.waiting.get(written) ?? []), wait]));
  const parameter = written.parameters[index];
  if (parameter) flow.bind(parameter.name, known);
}
