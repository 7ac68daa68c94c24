import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";

/** How a run of driftpin ended. */
export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  /** Without lines of progress, which come by the clock. */
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment, but for PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** Given the process as soon as it runs, to send it signals. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs the built command line, as a user's shell would without a terminal. */
export function driftpin(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url)), args, options);
}

/** Runs the action's bundle, as GitHub's runner would. */
export function action(options: RunOptions): Promise<Ended> {
  return run(join(inject("bundle"), "index.js"), [], options);
}

function run(program: string, args: readonly string[], { cwd, env = {}, started }: RunOptions): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: cwd ?? process.cwd(),
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started?.(child);
  return new Promise((resolve, reject) => {
    const read = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      read.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      read.stderr += text;
    });
    child.on("error", reject).on("close", (code, signal) => {
      resolve({ code: code ?? signal, stdout: read.stdout, stderr: read.stderr.replace(/^.* …\n/gm, "") });
    });
  });
}
