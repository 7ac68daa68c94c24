import { type ExecFileException, execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Ended, Run, Runtime } from "./index.ts";

/**
 * Runs what other people wrote as little trusted as Node allows: it cannot connect, write, start a process or a thread,
 * load native code, or see this process's environment, and is killed when its time is up.
 */
export function nodeRun({ cwd, signal }: Pick<Runtime, "cwd" | "signal">): Run {
  return async ({ package: name, args, timeoutMs, memoryMb }) => {
    const program = await find(name, cwd);
    if (program === undefined) return { kind: "absent" };
    const flags = [`--max-old-space-size=${memoryMb}`, ...confinement()];
    return new Promise((resolve, reject) => {
      execFile(
        process.execPath,
        [...flags, program.path, ...args],
        { cwd, env: {}, timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: outputBytesLimit, signal },
        (error, stdout, stderr) => {
          if (signal.aborted) return reject(signal.reason);
          resolve(ended(program.version, error, { stdout, stderr }));
        },
      );
    });
  };
}

/** The command line of a package: the user's own, or the one beside driftpin. */
async function find(name: string, cwd: string): Promise<{ path: string; version: string } | undefined> {
  for (const from of [join(cwd, "package.json"), import.meta.url]) {
    const manifest = resolved(`${name}/package.json`, from);
    if (manifest === undefined) continue;
    const { bin, version } = JSON.parse(await readFile(manifest, "utf8"));
    const path = typeof bin === "string" ? bin : bin?.[name];
    if (typeof path === "string") return { path: join(dirname(manifest), path), version: String(version) };
  }
  return undefined;
}

function resolved(specifier: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(specifier);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"].includes(code)) throw error;
    return undefined;
  }
}

/** Node's permission model, which leaves the network open before Node 25, and a lock on every socket. */
function confinement(): string[] {
  const isStable = process.allowedNodeEnvironmentFlags.has("--permission");
  const lock =
    'import net from "node:net"; net.Socket.prototype.connect = () => { throw new Error("no network here"); };';
  return [
    isStable ? "--permission" : "--experimental-permission",
    "--allow-fs-read=*",
    "--disable-warning=ExperimentalWarning",
    `--import=data:text/javascript,${encodeURIComponent(lock)}`,
  ];
}

function ended(
  version: string,
  error: ExecFileException | null,
  output: { readonly stdout: string; readonly stderr: string },
): Ended {
  if (error?.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return { kind: "killed", version, because: "output" };
  if (error?.killed) return { kind: "killed", version, because: "time" };
  const code = error ? error.code : 0;
  return { kind: "ended", version, code: typeof code === "number" ? code : undefined, ...output };
}

const outputBytesLimit = 64 * 1024 * 1024;
