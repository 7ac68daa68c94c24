import type { Text } from "../flow/texts.ts";

/** A text that a library's method or default says, not the code. */
export function says(text: string): readonly Text[] {
  return [{ text, through: [], written: [] }];
}
