import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Shell } from "./index.ts";

/**
 * Runs command lines in the shell of this machine: `sh`, or `cmd.exe`. Each is a process group of its own, and killed as
 * one, so that nothing it started goes on after it, whether it ended, took too long, or the user pressed ^C.
 */
export function nodeShell(signal: AbortSignal): Shell {
  return async ({ command, folder, env, timeoutMs }) => {
    signal.throwIfAborted();
    const child = spawn(isWindows ? command : `exec 2>&1\n${command}`, {
      cwd: folder,
      env,
      shell: true,
      detached: !isWindows, // leads a group of its own, and ^C in the terminal reaches only us
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    const stop = () => kill(child);
    for (const cause of [signal, late.signal]) cause.addEventListener("abort", stop);
    const output = tailOf(child);
    try {
      const ended = await ending(child);
      if (late.signal.aborted) return { kind: "killed", output: output() };
      return { kind: "ended", code: ended.code, output: ended.output ?? output() };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      signal.throwIfAborted();
    }
  };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** `cmd.exe` has no way to make one stream of two, so that there they come as they come. */
const isWindows = process.platform === "win32";
const lingerMs = 1_000;
const tailLimit = 64_000;

/** Keeps the end of what is printed. */
function tailOf({ stdout, stderr }: Child): () => string {
  let tail = "";
  for (const stream of [stdout, stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      tail = (tail + text).slice(-tailLimit);
    });
  }
  return () => tail;
}

/** How it ended, once all that it started is gone too. */
function ending(child: Child): Promise<{ readonly code: number | undefined; readonly output?: string }> {
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve({ code: undefined, output: message })); // it never began
    child.once("exit", () => {
      kill(child);
      // Who left the group may hold the pipes for ever.
      setTimeout(() => [child.stdout, child.stderr].map((stream) => stream.destroy()), lingerMs).unref();
    });
    child.once("close", (code) => resolve({ code: code ?? undefined }));
  });
}

/** Ends the child and all that it started. */
function kill({ pid }: Child): void {
  if (pid === undefined) return;
  if (isWindows) {
    execFile("taskkill", ["/pid", String(pid), "/t", "/f"], () => undefined); // it may be gone already
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // the whole group is gone already
  }
}
