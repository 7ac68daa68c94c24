import { setTimeout } from "node:timers/promises";
import { nodeFiles } from "./files.ts";
import { nodeGit } from "./git.ts";
import type { Clock, Progress, Runtime } from "./index.ts";
import { nodeNetwork } from "./network.ts";
import { nodeRun } from "./run.ts";
import { nodeShell } from "./shell.ts";

/** The real world, by way of Node. Members that are given replace the real ones. */
export function nodeRuntime(options: Partial<Runtime> = {}): Runtime {
  const env = options.env ?? process.env;
  const cwd = options.cwd ?? process.cwd();
  const signal = options.signal ?? new AbortController().signal;
  return {
    files: nodeFiles,
    network: nodeNetwork(env),
    git: nodeGit(env, signal),
    run: nodeRun({ cwd, signal }),
    shell: nodeShell(signal),
    clock,
    random: Math.random,
    progress: silence,
    ...options,
    cwd,
    env,
    signal,
  };
}

const clock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    await setTimeout(ms, undefined, signal ? { signal } : {}).catch((error) => {
      throw signal?.aborted ? signal.reason : error; // Node wraps the reason in an AbortError of its own
    });
  },
};

const silence: Progress = { start: () => ({ update: () => undefined, end: () => undefined }) };
