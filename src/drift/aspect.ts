import type { Change } from "../diff/change.ts";
import { join, tokens } from "../json.ts";

/** What a change is about: the part of an exchange that can testify to it, and what happened to that part. */
export type Aspect =
  | { readonly kind: "operation"; readonly event: Event }
  /** What may or must be sent. */
  | { readonly kind: "request"; readonly event: Event }
  | { readonly kind: "status"; readonly event: Event; readonly status: string }
  | { readonly kind: "media-type"; readonly event: Event; readonly status: string; readonly mediaType: string }
  | { readonly kind: "header"; readonly event: Event; readonly status: string; readonly name: string }
  | BodyAspect
  /** What no exchange shows: tags, servers, security, names, webhooks. */
  | { readonly kind: "invisible" };

/** Only the published contract has it, only the pinned one, or both have it and differ there. */
export type Event = "came" | "went" | "changed";

/** A place in a response body. */
export interface BodyAspect {
  readonly kind: "body";
  /** For `changed`: its schema changed. Otherwise: the property came or went. */
  readonly event: Event;
  readonly status: string;
  readonly mediaType: string;
  /** JSON Pointer into the body, array indices and map keys as `*`, as in a deviation. */
  readonly instancePath: string;
  /** Whether it holds only for some values: below `oneOf`, `anyOf`, `not`, `if`, … */
  readonly conditional: boolean;
}

/** Reads a change's pointer, `/paths/{path}/{method}/responses/{status}/content/{mediaType}/schema/…`, and its rule. */
export function aspect({ rule, operation, pointer }: Change): Aspect {
  const place = belowPathItem(pointer);
  if (operation === undefined || place === undefined) return { kind: "invisible" };
  const [method, part, status, member, name, schema, ...below] = place;
  const event = eventOf(rule);
  if (method === "parameters" || part === "parameters" || part === "requestBody") return { kind: "request", event };
  if (part === undefined) return isEndpoint(rule) ? { kind: "operation", event } : { kind: "invisible" };
  if (part !== "responses" || status === undefined) return { kind: "invisible" };
  if (member === undefined) return { kind: "status", event, status };
  if (name === undefined) return { kind: "invisible" };
  if (member === "headers") return { kind: "header", event: schema === undefined ? event : "changed", status, name };
  if (member !== "content") return { kind: "invisible" };
  if (schema === undefined) return { kind: "media-type", event, status, mediaType: name };
  return { kind: "body", status, mediaType: name, ...bodyPlace(below, isProperty(rule) ? event : "changed") };
}

/** The tokens below a path item, which may be a component. */
function belowPathItem(pointer: string): string[] | undefined {
  const [root, section, , ...below] = tokens(pointer);
  if (root === "paths") return tokens(pointer).slice(2);
  return root === "components" && section === "pathItems" ? below : undefined;
}

/** Rule ids name what happened (`…-added`, `…-removed`), as the pointers of a change do not: both sides have some place. */
function eventOf(rule: string): Event {
  if (/^new-|-added(-|$)/.test(rule)) return "came";
  return /-removed(-|$)/.test(rule) ? "went" : "changed";
}

function isEndpoint(rule: string): boolean {
  return /^(endpoint-added$|api-(path-)?removed-)/.test(rule);
}

function isProperty(rule: string): boolean {
  return /-property-(added|removed)(-|$)/.test(rule);
}

/** Walks a schema pointer as far as it says where in a value it is; a keyword at its end says nothing of that. */
function bodyPlace(schema: readonly string[], event: Event) {
  let instancePath = "";
  let conditional = false;
  let rest = schema;
  for (let step = applicator(rest); step !== undefined; step = applicator(rest)) {
    if (step.leadsTo === "member") instancePath = join(instancePath, rest[1] ?? "");
    if (step.leadsTo === "each") instancePath = join(instancePath, "*");
    conditional ||= step.conditional;
    rest = rest.slice(step.takes);
  }
  const isAtProperty = rest.length === 0 && schema.at(-2) === "properties";
  return { instancePath, conditional, event: isAtProperty ? event : ("changed" as const) };
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
