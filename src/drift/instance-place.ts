import { join } from "../json.ts";

/** Where in a value a place of its schema is. */
export interface InstancePlace {
  /** JSON Pointer into the value, array indices and map keys as `*`. */
  readonly instancePath: string;
  /** Whether the schema there holds only for some values: below `oneOf`, `anyOf`, `not`, `if`, … */
  readonly conditional: boolean;
  /** What is left: a keyword at the end says nothing of the place. */
  readonly rest: readonly string[];
}

/** Walks the tokens of a pointer into a schema as far as they say where in a value it is. */
export function instancePlace(schema: readonly string[]): InstancePlace {
  let instancePath = "";
  let conditional = false;
  let rest = schema;
  for (let step = applicator(rest); step !== undefined; step = applicator(rest)) {
    if (step.leadsTo === "member") instancePath = join(instancePath, rest[1] ?? "");
    if (step.leadsTo === "each") instancePath = join(instancePath, "*");
    conditional ||= step.conditional;
    rest = rest.slice(step.takes);
  }
  return { instancePath, conditional, rest };
}

/** A keyword that holds schemas, and where in the value they apply (JSON Schema 2020-12 Core, section 10). */
interface Applicator {
  /** How many tokens of a pointer it takes. */
  readonly takes: 1 | 2;
  readonly leadsTo: "itself" | "member" | "each";
  readonly conditional: boolean;
}

function applicator(schema: readonly string[]): Applicator | undefined {
  const found = applicators.get(schema[0] ?? "");
  return found !== undefined && schema.length >= found.takes ? found : undefined;
}

const applicators: ReadonlyMap<string, Applicator> = new Map<string, Applicator>([
  ["properties", { takes: 2, leadsTo: "member", conditional: false }],
  ["items", { takes: 1, leadsTo: "each", conditional: false }],
  ["additionalProperties", { takes: 1, leadsTo: "each", conditional: false }],
  ["prefixItems", { takes: 2, leadsTo: "each", conditional: true }],
  ["patternProperties", { takes: 2, leadsTo: "each", conditional: true }],
  ["allOf", { takes: 2, leadsTo: "itself", conditional: false }],
  ["oneOf", { takes: 2, leadsTo: "itself", conditional: true }],
  ["anyOf", { takes: 2, leadsTo: "itself", conditional: true }],
  ["discriminator", { takes: 2, leadsTo: "itself", conditional: true }], // a variant that inherits, by its value
  ["dependentSchemas", { takes: 2, leadsTo: "itself", conditional: true }],
  ["if", { takes: 1, leadsTo: "itself", conditional: true }],
  ["then", { takes: 1, leadsTo: "itself", conditional: true }],
  ["else", { takes: 1, leadsTo: "itself", conditional: true }],
  ["not", { takes: 1, leadsTo: "itself", conditional: true }],
]);
