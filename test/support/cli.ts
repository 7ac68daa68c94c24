import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import manifest from "../../package.json" with { type: "json" };

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
}

export interface ProcessOptions extends RunOptions {
  /** Given the process as soon as it runs, to send it signals. */
  readonly started?: (child: ChildProcess) => void;
}

/** Runs the command line within this process, where all that it needs is loaded already: that takes a tenth of the time. */
export async function driftpin(args: readonly string[], { cwd, env = {} }: RunOptions = {}): Promise<Ended> {
  const { run } = await import("../../src/cli/program.ts");
  const [stdout, stderr] = [kept(), kept()];
  const host = {
    cwd: cwd ?? process.cwd(),
    env: { PATH: process.env.PATH, ...env },
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: new AbortController().signal,
  };
  const code = await run(args, manifest.version, host);
  return { code, stdout: stdout.text(), stderr: withoutProgress(stderr.text()) };
}

/** Runs the action's code within this process. */
export async function action({ cwd, env = {} }: RunOptions): Promise<Ended> {
  const { run } = await import("../../src/action/run.ts");
  let stdout = "";
  const code = await run({
    cwd: cwd ?? process.cwd(),
    env: { PATH: process.env.PATH, ...env },
    signal: new AbortController().signal,
    print: (line) => {
      stdout += `${line}\n`;
    },
  });
  return { code, stdout, stderr: "" };
}

/** Runs the built command line in a process of its own, as a user's shell would without a terminal. */
export function builtDriftpin(args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return spawned(fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url)), args, options);
}

/** Runs the action's bundle, as GitHub's runner would. */
export function builtAction(options: ProcessOptions): Promise<Ended> {
  return spawned(join(inject("bundle"), "index.js"), [], options);
}

/** A stream that keeps what is written, and is no terminal. */
function kept() {
  let written = "";
  const stream = new Writable({
    decodeStrings: false,
    write(piece, _encoding, done) {
      written += piece;
      done();
    },
  });
  return { stream, text: () => written };
}

function spawned(program: string, args: readonly string[], options: ProcessOptions): Promise<Ended> {
  const { cwd, env = {}, started } = options;
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
      resolve({ code: code ?? signal, stdout: read.stdout, stderr: withoutProgress(read.stderr) });
    });
  });
}

function withoutProgress(stderr: string): string {
  return stderr.replace(/^.* …\n/gm, "");
}
