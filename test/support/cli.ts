import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

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
  return run("cli/main.js", args, options);
}

/** Runs the built action, as GitHub's runner would. */
export function action(options: RunOptions): Promise<Ended> {
  return run("action/index.js", [], options);
}

function run(program: string, args: readonly string[], { cwd, env = {}, started }: RunOptions): Promise<Ended> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(program, dist)), ...args], {
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

const dist = new URL("../../dist/", import.meta.url);
