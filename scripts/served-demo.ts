import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built command line. */
export const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** The demo's vendor, which has drifted and stays up, and the project that has it pinned. */
export interface ServedDemo {
  readonly folder: string;
  /** What the demo printed. */
  readonly said: string;
  /** Interrupts the demo as ^C does, removes its folder, and resolves to what the demo ended with. */
  close(): Promise<number | null>;
}

/** Starts `driftpin demo --serve`, and resolves when it is up. @throws where it ends before. */
export async function serveDemo(): Promise<ServedDemo> {
  const TMPDIR = await mkdtemp(join(tmpdir(), "driftpin-served-"));
  const child = spawn(process.execPath, [program, "demo", "--serve"], {
    env: { PATH: process.env.PATH, TMPDIR },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(child, "close");
  let said = "";
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.includes("until ^C")) break;
  }
  const [, folder] = /^cd (.*)$/m.exec(said) ?? [];
  if (folder === undefined) throw new Error(`the demo ended too early:\n${said}`);
  return {
    folder,
    said,
    async close() {
      child.kill("SIGINT");
      const [code] = await ended;
      await rm(TMPDIR, { recursive: true });
      return code;
    },
  };
}
