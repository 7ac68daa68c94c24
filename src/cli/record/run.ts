import { spawn } from "node:child_process";
import { UsageError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";

/**
 * Runs a command on this process's own terminal, in the run's folder and with more variables. Resolves to what it failed
 * with, a code or a signal; undefined where it ended well. After ^C, which a terminal sends to both, it is waited for.
 * @throws UsageError (DP6207) where it cannot be run
 */
export function run(
  [program = "", ...args]: readonly string[],
  variables: Readonly<Record<string, string>>,
  { cwd, env, signal }: Pick<Runtime, "cwd" | "env" | "signal">,
): Promise<number | NodeJS.Signals | undefined> {
  const child = spawn(program, args, {
    stdio: "inherit",
    cwd,
    env: { ...env, ...variables },
    shell: process.platform === "win32", // npm and its like are scripts there
  });
  if (!process.stdin.isTTY) signal.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => {
      const todo = "name a program that is on the PATH";
      reject(new UsageError("DP6207", { what: `${program} cannot be run: ${cause.message}`, todo, cause }));
    });
    child.once("close", (code, ended) => resolve(code === 0 ? undefined : (code ?? ended ?? undefined)));
  });
}
