import { resolve } from "node:path";
import { UsageError } from "../errors.ts";
import type { Edge } from "./edge.ts";

/** What a file is for, and how it was asked for. */
interface Named {
  /** `the report` */
  readonly what: string;
  /** `--output` */
  readonly option: string;
  readonly code: UsageError["code"];
}

/**
 * Writes a file that an option names, relative to the working directory, whole or not at all.
 * @throws UsageError with the code where it cannot be written
 */
export async function write(
  file: string,
  text: string,
  { what, option, code }: Named,
  { runtime }: Pick<Edge, "runtime">,
): Promise<void> {
  await runtime.files.write(resolve(runtime.cwd, file), text).catch((cause) => {
    throw new UsageError(code, {
      what: `${what} cannot be written: ${cause.message}`,
      where: { file },
      todo: `give ${option} a file that can be made`,
      cause,
    });
  });
}
