import type { Writable } from "node:stream";
import type { Runtime } from "../runtime/index.ts";
import { nodeRuntime } from "../runtime/node.ts";
import { wantsColour } from "./colour.ts";
import { progress } from "./progress.ts";

/** The options that every command takes. */
export interface GlobalOptions {
  /** The configuration's path, where it is not to be looked for. */
  readonly config?: string;
  /** Whether errors come with their stack. */
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** The process around a command. */
export interface Edge {
  readonly runtime: Runtime;
  /** Writes a result, whole or in pieces, on standard output. A reader that went away, such as `head`, is no error. */
  print(text: string | Iterable<string>): Promise<void>;
  /** Writes a line that is no result, on standard error. */
  tell(text: string): void;
  /** Width of standard output. */
  readonly columns: number;
  readonly colour: boolean;
}

/** What a command line needs of the process that it runs in. */
export interface Host {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Aborted when the user presses ^C. */
  readonly signal: AbortSignal;
}

type Stream = Writable & Partial<Pick<NodeJS.WriteStream, "columns" | "isTTY">>;

/** The edge of the process. */
export function edge({ color }: GlobalOptions, { cwd, env, stdout, stderr, signal }: Host): Edge {
  stdout.on("error", () => undefined); // `print` learns of it by its callback
  stderr.on("error", () => undefined); // nobody is left to tell
  return {
    runtime: nodeRuntime({ cwd, env, signal, progress: progress(screen(stderr, env)) }),
    async print(text) {
      for (const piece of typeof text === "string" ? [text] : text) {
        const isRead = await written(stdout, piece);
        if (!isRead) return;
      }
    },
    tell: (text) => stderr.write(`${text}\n`),
    columns: stdout.columns ?? (Number(env.COLUMNS) || 80),
    colour: wantsColour(color, env, stdout),
  };
}

/** Resolves when the piece is out: to true, or to false where nobody reads any more. */
function written(stream: Stream, piece: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    stream.write(piece, (error) => (error && !isClosedPipe(error) ? reject(error) : resolve(!error)));
  });
}

function isClosedPipe({ code }: NodeJS.ErrnoException): boolean {
  return code === "EPIPE";
}

function screen(stderr: Stream, env: NodeJS.ProcessEnv): Parameters<typeof progress>[0] {
  return {
    write: (text) => stderr.write(text),
    interactive: stderr.isTTY === true && env.TERM !== "dumb" && env.CI === undefined,
    later(ms, run) {
      const timer = setTimeout(run, ms).unref();
      return { cancel: () => clearTimeout(timer) };
    },
    async spin() {
      const { default: spinner } = await import("yocto-spinner");
      return spinner({ stream: stderr, handleSignals: false }).start();
    },
  };
}
