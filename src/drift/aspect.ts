import type { Change } from "../diff/change.ts";
import { tokens } from "../json.ts";
import { instancePlace } from "./instance-place.ts";

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

function bodyPlace(schema: readonly string[], event: Event) {
  const { instancePath, conditional, rest } = instancePlace(schema);
  const isAtProperty = rest.length === 0 && schema.at(-2) === "properties";
  return { instancePath, conditional, event: isAtProperty ? event : ("changed" as const) };
}
