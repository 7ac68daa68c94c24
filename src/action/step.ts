import type { Runtime } from "../runtime/index.ts";

/** The process of a workflow's step. */
export interface Step {
  readonly cwd: string;
  readonly env: Runtime["env"];
  readonly signal: AbortSignal;
  readonly print: Print;
}

/** Writes a line of the step's log, which the runner also reads commands from. */
export type Print = (line: string) => void;
