import type ts from "typescript";
import type { Text } from "../flow/texts.ts";
import type { Code } from "./way.ts";

/** A text that a library's method or default says, not the code. */
export function says(text: string): readonly Text[] {
  return [{ text, through: [], written: [] }];
}

/** The methods that an option names; the one that the library has by default, where it is not given. */
export function methodTexts(option: ts.Expression | undefined, { textsOf }: Code, otherwise = "get"): readonly Text[] {
  return option ? textsOf(option) : says(otherwise);
}
