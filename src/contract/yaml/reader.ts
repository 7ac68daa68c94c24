import type { Json } from "../../json.ts";
import { depthLimit } from "../limits.ts";
import type { ReadYaml } from "./reuse.ts";

/**
 * What reads YAML 1.2 by its core schema (a date is a string, `no` is a string), with `<<` merged, as most tools that read
 * OpenAPI do. What a YAML alias names is shared, not copied. `__proto__` is a name like any other. It throws a
 * `YAMLException` for what is no YAML.
 */
export async function yamlReader(): Promise<ReadYaml> {
  const { CORE_SCHEMA, load, Type } = await import("js-yaml");
  const merge = new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (text) => text === "<<" });
  const options = { schema: CORE_SCHEMA.extend({ implicit: [merge] }), maxDepth: depthLimit };
  return (text) => (load(text, options) ?? null) as Json; // the core schema has no values but JSON's
}
