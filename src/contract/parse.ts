import { CouldNotCheckError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { SourceText } from "../source/source.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { whereIs } from "./position.ts";
import type { Known } from "./yaml/reuse.ts";

/**
 * A text as the value it says: JSON where it starts like JSON, else YAML.
 *
 * @param known another version of the text, which YAML is read with the help of
 * @throws CouldNotCheckError with line and column: HTML, an empty text, a syntax error, or more than the limits allow.
 */
export async function parse(source: SourceText, known?: Known): Promise<Json> {
  const start = source.text.search(/[^\s\uFEFF]/);
  if (start < 0) throw new CouldNotCheckError("DP3001", { what: "the file is empty", where: { file: source.file } });
  if (source.text[start] === "<") {
    throw new CouldNotCheckError("DP3001", {
      what: "this is HTML or XML, not an OpenAPI description",
      where: whereIs(source, start),
      todo: "check that the source is the raw file, and that it needs no login",
    });
  }
  return isJson(source.text) ? parseJson(source) : parseYaml(source, known);
}

/** Whether the text is read as JSON: it starts with a bracket. */
export function isJson(text: string): boolean {
  return /^[\s\uFEFF]*[{[]/.test(text);
}
