import type { Runtime } from "../../src/runtime/index.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";

/** The real runtime, but for time and environment; it keeps what was slept and what a person was told. */
export interface TestRuntime extends Runtime {
  /** Milliseconds of every sleep that was asked for. None of them passed. */
  readonly slept: readonly number[];
  /** Every text of every task, in order. */
  readonly told: readonly string[];
}

/**
 * Real files, git and network; `now` stands still until something sleeps, which takes no time but moves it on; nothing
 * of this process's environment but `PATH`; `random` is 0.5. Everything else can be replaced as in `nodeRuntime`.
 */
export function testRuntime({
  now = "2026-01-02T03:04:05Z",
  env = {},
  ...options
}: Partial<Omit<Runtime, "clock">> & { readonly now?: string } = {}): TestRuntime {
  const slept: number[] = [];
  const told: string[] = [];
  const started = Date.parse(now);
  const tell = (text: string | undefined) => {
    if (text !== undefined) told.push(text);
  };
  return {
    ...nodeRuntime({
      random: () => 0.5,
      progress: {
        start(text) {
          tell(text);
          return { update: tell, end: tell };
        },
      },
      ...options,
      env: { PATH: process.env.PATH, ...env },
      clock: {
        now: () => new Date(started + slept.reduce((sum, ms) => sum + ms, 0)),
        async sleep(ms, signal) {
          signal?.throwIfAborted();
          slept.push(ms);
        },
      },
    }),
    slept,
    told,
  };
}
