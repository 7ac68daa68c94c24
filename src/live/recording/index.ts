import { relative } from "node:path";
import type { Runtime } from "../../runtime/index.ts";
import { har, isHar } from "./har.ts";
import { postman } from "./postman.ts";
import type { Entry } from "./recorded.ts";
import { unreadable } from "./unreadable.ts";

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
    throw unreadable(cause, file);
  }
}
