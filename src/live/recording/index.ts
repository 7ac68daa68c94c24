import { relative } from "node:path";
import { CouldNotCheckError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";
import { har, isHar } from "./har.ts";
import { postman } from "./postman.ts";
import type { Entry } from "./recorded.ts";

/**
 * The exchanges of a recording, one after the other: an HTTP Archive (HAR 1.2), of which never more than a piece is in
 * memory, or a Postman collection (v2.1) with saved examples.
 *
 * @param path absolute
 * @throws CouldNotCheckError DP4101 for a file that cannot be read, DP4102 where it is no JSON or ends too early, with the
 * offset in bytes, DP4103 where it is neither of the two
 */
export async function* recording(path: string, runtime: Runtime): AsyncGenerator<Entry> {
  const file = relative(runtime.cwd, path) || path;
  try {
    yield* (await isHar(path, runtime)) ? har(path, file, runtime) : postman(path, file, runtime);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new CouldNotCheckError("DP4101", {
      what: `the recording cannot be read (${cause.code})`,
      where: { file },
      todo: todos[cause.code ?? ""] ?? "it must be a readable file",
      cause,
    });
  }
}

const todos: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder: name the file in it, or write a glob",
};

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
