import { at, canonical, isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { OperationEvent, OperationRule } from "./operation.ts";

/**
 * What a description names, whether or not an operation reaches it. Only told to a provider, whose readers may refer to
 * it: nobody calls a component. One that only has another name now is the same.
 * @see OpenAPI 3.1.1, section 4.8.7 (Components Object)
 */
export const components = {
  example: "the schema `Order` is gone from the components: a description that refers to it breaks.",
  events: {
    "api-schema-removed": event(({ base }) => `the schema ${base} is gone`, { base: "Order" }),
    "api-security-component-removed": event(({ base }) => `the security scheme ${base} is gone`, { base: "oauth" }),
    "api-security-component-added": event(({ revision }) => `the security scheme ${revision} is new`, {
      revision: "oauth",
    }),
    "api-security-component-oauth-scope-removed": event(({ base }) => `the scope ${base} is gone`, {
      base: "orders:read",
    }),
    "api-security-component-oauth-scope-added": event(({ revision }) => `the scope ${revision} is new`, {
      revision: "orders:read",
    }),
  },
} as const satisfies Pick<OperationRule, "example" | "events">;

/** A component that came or went: its name, and where it is, or what would hold it. */
export interface ComponentChange {
  readonly id: keyof typeof components.events;
  readonly seen: { readonly base: string } | { readonly revision: string };
  readonly baseAt: string;
  readonly revisionAt: string;
}

/** What is named in one of two documents only. */
export function componentChanges(base: JsonObject, revision: JsonObject): ComponentChange[] {
  const [schemas, schemes] = ["/components/schemas", "/components/securitySchemes"] as const;
  const both = Object.keys(membersAt(base, schemes)).filter((name) => own(membersAt(revision, schemes), name));
  return [
    ...alone(base, revision, schemas).removed.map((name) => removed("api-schema-removed", schemas, name)),
    ...named("api-security-component", schemes, alone(base, revision, schemes)),
    ...both.flatMap((name) =>
      flowsOf(base, revision, join(schemes, name)).flatMap((scopes) =>
        named("api-security-component-oauth-scope", scopes, missing(base, revision, scopes)),
      ),
    ),
  ];
}

function event(text: OperationEvent["text"], seen: OperationEvent["case"] & {}): OperationEvent {
  return { direction: "none", level: "info", case: seen, text, todo: "Nothing to do, if you do not refer to it." };
}

function membersAt(document: JsonObject, pointer: string): JsonObject {
  const found = at(document, pointer);
  return isObject(found) ? found : {};
}

interface Names {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function missing(base: JsonObject, revision: JsonObject, pointer: string): Names {
  const [ours, theirs] = [membersAt(base, pointer), membersAt(revision, pointer)];
  return {
    removed: Object.keys(ours).filter((name) => !Object.hasOwn(theirs, name)),
    added: Object.keys(theirs).filter((name) => !Object.hasOwn(ours, name)),
  };
}

/** The same, without what only has another name. */
function alone(base: JsonObject, revision: JsonObject, pointer: string): Names {
  const { removed, added } = missing(base, revision, pointer);
  const texts = (document: JsonObject, names: readonly string[]) =>
    new Map(names.map((name) => [name, canonical(own(membersAt(document, pointer), name) ?? null)]));
  const [gone, come] = [texts(base, removed), texts(revision, added)];
  const [before, after] = [new Set(gone.values()), new Set(come.values())];
  return {
    removed: removed.filter((name) => !after.has(gone.get(name) ?? "")),
    added: added.filter((name) => !before.has(come.get(name) ?? "")),
  };
}

/** Where the scopes of each flow that both have are. */
function flowsOf(base: JsonObject, revision: JsonObject, scheme: string): string[] {
  const [ours, theirs] = [membersAt(base, join(scheme, "flows")), membersAt(revision, join(scheme, "flows"))];
  return Object.keys(ours)
    .filter((flow) => isFlow(ours[flow]) && isFlow(theirs[flow]))
    .map((flow) => join(scheme, "flows", flow, "scopes"));
}

function isFlow(node: Json | undefined): boolean {
  return isObject(node) && isObject(own(node, "scopes"));
}

function named<P extends "api-security-component" | "api-security-component-oauth-scope">(
  prefix: P,
  holder: string,
  names: Names,
): ComponentChange[] {
  return [
    ...names.removed.map((name) => removed(`${prefix}-removed`, holder, name)),
    ...names.added.map((name) => ({
      id: `${prefix}-added` as const,
      seen: { revision: name },
      baseAt: holder,
      revisionAt: join(holder, name),
    })),
  ];
}

function removed(id: ComponentChange["id"], holder: string, name: string): ComponentChange {
  return { id, seen: { base: name }, baseAt: join(holder, name), revisionAt: holder };
}
