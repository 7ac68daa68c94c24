import { constants } from "node:buffer";
import { CouldNotCheckError } from "../../errors.ts";

/**
 * Parses the JSON text of a recording, or a piece of it.
 * @param near where in the file a position of the text is, in bytes
 * @throws CouldNotCheckError DP4102 where the text is no JSON or ends too early, with the offset in bytes
 */
export function parseText(bytes: Buffer, file: string, near: (position: number) => number): unknown {
  if (bytes.length > constants.MAX_STRING_LENGTH) throw broken("the recording is too large to be read at once", file);
  try {
    return JSON.parse(bytes.toString().replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The engine's message quotes the text, which may be a secret, so it is not kept.
    const [, position] = /at position (\d+)/.exec(error.message) ?? [];
    const at = near(position === undefined ? bytes.length : Number(position));
    throw broken(`the recording is no whole JSON text: it ends too early or goes wrong near byte ${at}`, file);
  }
}

function broken(what: string, file: string): CouldNotCheckError {
  return new CouldNotCheckError("DP4102", { what, where: { file }, todo: "record it again, or mend it there" });
}
