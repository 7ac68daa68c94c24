import { CouldNotCheckError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { SourceText } from "../source/source.ts";
import { depthLimit, expandedExcess } from "./limits.ts";

/**
 * YAML 1.2 by its core schema (a date is a string, `no` is a string), with `<<` merged, as most tools that read OpenAPI
 * do. What a YAML alias names is shared, not copied. `__proto__` is a name like any other.
 *
 * @throws CouldNotCheckError with line and column.
 */
export async function parseYaml(source: SourceText): Promise<Json> {
  const graph = await parsed(source);
  const what = expandedExcess(graph);
  if (what)
    throw new CouldNotCheckError("DP3004", { what, where: { file: source.file }, todo: "split the description" });
  return graph;
}

async function parsed({ file, text }: SourceText): Promise<Json> {
  const { CORE_SCHEMA, load, Type, YAMLException } = await import("js-yaml");
  const merge = new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (text) => text === "<<" });
  const options = { schema: CORE_SCHEMA.extend({ implicit: [merge] }), maxDepth: depthLimit };
  try {
    const value: unknown = load(text, options);
    return (value ?? null) as Json; // the core schema has no values but JSON's
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
