import { CouldNotCheckError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { SourceText } from "../source/source.ts";
import { expandedExcess } from "./limits.ts";
import { yamlReader } from "./yaml/reader.ts";
import { type Known, readLike } from "./yaml/reuse.ts";

/**
 * YAML as `yamlReader` reads it.
 *
 * @param known another version of the text, whose values are taken where the text is the same
 * @throws CouldNotCheckError with line and column.
 */
export async function parseYaml(source: SourceText, known?: Known): Promise<Json> {
  const graph = await parsed(source, known);
  const what = expandedExcess(graph);
  if (what)
    throw new CouldNotCheckError("DP3004", { what, where: { file: source.file }, todo: "split the description" });
  return graph;
}

async function parsed({ file, text }: SourceText, known: Known | undefined): Promise<Json> {
  const [read, { YAMLException }] = await Promise.all([yamlReader(), import("js-yaml")]);
  try {
    return (known && readLike(text, known, read)) ?? read(text);
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw new CouldNotCheckError("DP3003", {
      what: `this is not YAML: ${cause.reason}`,
      where: { file, line: cause.mark.line + 1, column: cause.mark.column + 1 },
      todo: "publish or download the file again, whole",
      cause,
    });
  }
}
