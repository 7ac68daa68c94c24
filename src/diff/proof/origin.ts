import type { Reader } from "../schema/reader.ts";
import type { Side } from "../side.ts";

/** Where a schema comes from: its document, and what reads schemas of that document. */
export interface Origin {
  readonly side: Side;
  readonly read: Reader;
}
