import type { Runtime } from "../runtime/index.ts";
import { annotation } from "./commands.ts";
import type { Print } from "./step.ts";

/** What a step does beside its work, and how it tells of it. */
export interface Effort<T> {
  /** `the report was not kept as an artifact` */
  readonly failure: string;
  readonly todo: string;
  readonly attempt: () => Promise<T>;
}

/**
 * Does what a run can do without. Where it fails, or does not end within a minute, a warning says so, and nothing else
 * changes.
 * @throws the signal's reason
 */
export async function bestEffort<T>(
  { failure, todo, attempt }: Effort<T>,
  { clock, signal }: Pick<Runtime, "clock" | "signal">,
  print: Print,
): Promise<T | undefined> {
  const ended = new AbortController();
  const late = clock.sleep(patienceMs, AbortSignal.any([signal, ended.signal])).then(() => {
    throw new Error(`it took longer than ${patienceMs / 1000} s`);
  });
  try {
    return await Promise.race([attempt(), late]);
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    print(annotation("warning", `${failure}: ${why}. ${todo}`, "driftpin"));
    return undefined;
  } finally {
    ended.abort();
  }
}

const patienceMs = 60_000;
