import { CouldNotCheckError } from "../../errors.ts";
import type { Runtime } from "../../runtime/index.ts";

/** A value of a JSON text, with its key or index where it was found. */
export interface Found {
  readonly key: string | number | undefined;
  readonly value: unknown;
}

/**
 * The values at the paths of a JSON text (`$.log.entries.*`), read piece by piece: nothing is kept that has been given out.
 * @throws CouldNotCheckError DP4102 where the text is no JSON or ends too early, with the offset in bytes
 */
export async function* jsonValues(
  path: string,
  file: string,
  paths: string[],
  { files, signal }: Runtime,
): AsyncGenerator<Found> {
  const { JSONParser } = await import("@streamparser/json");
  const found: Found[] = [];
  const parser = new JSONParser({ paths, keepStack: false, stringBufferSize: 64 * 1024 });
  parser.onValue = ({ key, value }) => found.push({ key, value });
  let offset = 0;
  for await (const chunk of files.stream(path)) {
    signal.throwIfAborted();
    const failed = step(() => parser.write(chunk), file, offset);
    yield* found.splice(0);
    if (failed) throw failed;
    offset += chunk.length;
  }
  const failed = parser.isEnded ? undefined : step(() => parser.end(), file, offset);
  if (failed) throw failed;
}

/** The parser's own messages quote the text, which may be a secret, so they are not kept. */
function step(parse: () => void, file: string, offset: number): CouldNotCheckError | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    const [, position] = /absolute position "(\d+)"/.exec(error instanceof Error ? error.message : "") ?? [];
    return new CouldNotCheckError("DP4102", {
      what: `the recording is no whole JSON text: it ends too early or goes wrong near byte ${position ?? offset}`,
      where: { file },
      todo: "record it again, or mend it there",
    });
  }
}
