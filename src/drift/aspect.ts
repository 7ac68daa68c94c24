import type { Change } from "../diff/change.ts";
import { join, tokens } from "../json.ts";

/** What a change is about: the part of an exchange that can testify to it. */
export type Aspect =
  /** The operation is there, or not. */
  | { readonly kind: "operation" }
  /** What may or must be sent. */
  | { readonly kind: "request" }
  | { readonly kind: "status"; readonly status: string }
  | { readonly kind: "media-type"; readonly status: string; readonly mediaType: string }
  | { readonly kind: "header"; readonly status: string; readonly name: string }
  | BodyAspect
  /** What no exchange shows: tags, servers, security, names. */
  | { readonly kind: "invisible" };

/** A place in a response body. */
export interface BodyAspect {
  readonly kind: "body";
  readonly status: string;
  readonly mediaType: string;
  /** JSON Pointer into the body, array indices and map keys as `*`, as in a deviation. */
  readonly instancePath: string;
  /** Whether the property at this place came or went, rather than its schema. */
  readonly existence: boolean;
  /** Whether it holds only for some values: below `oneOf`, `anyOf`, `not`, `if`, … */
  readonly conditional: boolean;
}

/** Reads a change's pointer: `/paths/{path}/{method}/responses/{status}/content/{mediaType}/schema/…`. */
export function aspect(change: Change): Aspect {
  const [, , method, part, status, member, name, , ...schema] = tokens(change.pointer);
  if (change.operation === undefined) return { kind: "invisible" };
  if (method === undefined || part === undefined) return { kind: comesOrGoes(change) ? "operation" : "invisible" };
  if (part === "parameters" || part === "requestBody") return { kind: "request" };
  if (part !== "responses" || status === undefined) return { kind: "invisible" };
  if (name === undefined) return comesOrGoes(change) ? { kind: "status", status } : { kind: "invisible" };
  if (member === "headers") return { kind: "header", status, name };
  if (member !== "content") return { kind: "invisible" };
  if (tokens(change.pointer).length === 7) return { kind: "media-type", status, mediaType: name };
  return { kind: "body", status, mediaType: name, ...bodyPlace(schema, comesOrGoes(change)) };
}

function comesOrGoes({ base, revision }: Change): boolean {
  return (base === undefined) !== (revision === undefined);
}

/** Walks a schema pointer as far as it says where in a value it is; a keyword at its end says nothing of that. */
function bodyPlace(schema: readonly string[], comesOrGoes: boolean) {
  let instancePath = "";
  let conditional = false;
  let rest = schema;
  for (let step = applicator(rest); step !== undefined; step = applicator(rest)) {
    if (step.leadsTo === "member") instancePath = join(instancePath, rest[1] ?? "");
    if (step.leadsTo === "each") instancePath = join(instancePath, "*");
    conditional ||= step.conditional;
    rest = rest.slice(step.takes);
  }
  const atProperty = rest.length === 0 && schema.at(-2) === "properties";
  return { instancePath, conditional, existence: comesOrGoes && atProperty };
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
  ["dependentSchemas", { takes: 2, leadsTo: "itself", conditional: true }],
  ["if", { takes: 1, leadsTo: "itself", conditional: true }],
  ["then", { takes: 1, leadsTo: "itself", conditional: true }],
  ["else", { takes: 1, leadsTo: "itself", conditional: true }],
  ["not", { takes: 1, leadsTo: "itself", conditional: true }],
]);
