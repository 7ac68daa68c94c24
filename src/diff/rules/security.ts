import { canonical, isObject, type Json, type JsonObject } from "../../json.ts";
import { elements, field, listAt, memberOf, members, type Place, type Side } from "../side.ts";
import type { At, OperationEvent, OperationRule, OperationSeen, OperationView, OperationWalk } from "./operation.ts";

/**
 * How a caller must identify itself: the alternatives of an operation (its own, or the document's), their scopes, and
 * the schemes that they name. A scheme that only has another name is the same scheme.
 * @see OpenAPI 3.1.1, sections 4.8.27 and 4.8.30
 */
export const security: OperationRule<Id> = {
  example: "an operation asks for OAuth where an API key was enough: the call answers 401.",
  events: {
    ...requirementEvents("api-security"),
    ...requirementEvents("api-global-security"),
    "api-security-anonymous-access-removed": event(
      "breaking",
      () => "can no longer be called anonymously",
      "Send credentials.",
    ),
    "api-security-anonymous-access-added": event("info", () => "can be called anonymously"),
    "api-security-component-type-changed": changed(
      "breaking",
      "the security scheme is of another type",
      "http",
      "oauth2",
    ),
    "api-security-component-api-key-in-changed": changed(
      "breaking",
      "the API key is sent in another place",
      "query",
      "header",
    ),
    "api-security-component-api-key-name-changed": changed(
      "breaking",
      "the API key is sent under another name",
      "key",
      "X-Key",
    ),
    "api-security-component-http-scheme-changed": changed(
      "breaking",
      "the HTTP authentication scheme is another one",
      "basic",
      "bearer",
    ),
    "api-security-component-bearer-format-changed": changed(
      "info",
      "the bearer token has another format",
      "opaque",
      "JWT",
    ),
    "api-security-component-oauth-url-changed": changed(
      "warning",
      "the authorization URL moved",
      "/authorize",
      "/v2/authorize",
    ),
    "api-security-component-oauth-token-url-changed": changed("warning", "the token URL moved", "/token", "/v2/token"),
    "api-security-component-oauth-refresh-url-changed": changed(
      "warning",
      "the refresh URL moved",
      "/refresh",
      "/v2/refresh",
    ),
    "api-security-component-oauth-metadata-url-changed": changed(
      "warning",
      "the metadata URL moved",
      "/.well-known/oauth",
      "/.well-known/oauth-authorization-server",
    ),
    "api-security-component-oauth-flow-removed": event(
      "breaking",
      ({ base }) => `no token can be had by the flow ${base} any more`,
      "Get your token by one of the flows that are left.",
      { base: "password" },
    ),
    "api-security-component-oauth-flow-added": event(
      "info",
      ({ revision }) => `a token can also be had by the flow ${revision}`,
      "Nothing to do.",
      { revision: "clientCredentials" },
    ),
    "api-security-component-openid-connect-url-changed": changed(
      "warning",
      "the OpenID Connect URL moved",
      "/.well-known/openid",
      "/.well-known/openid-configuration",
    ),
  },
  reads: ["security"],
  compare(base, revision, walk) {
    // What the document asks of its callers says nothing of how the vendor calls us.
    if (walk.received && !isOwn(base) && !isOwn(revision)) return;
    const names = matchSchemes(base.side, revision.side);
    const [before, after] = [requirementsOf(base, new Map()), requirementsOf(revision, names)];
    const prefix = before.global && after.global ? "api-global-security" : "api-security";
    const at: At = { pointer: `${base.node.pointer}/security`, place: "security", subject: "" };
    const spots = { ...at, baseAt: before.pointer, revisionAt: after.pointer };
    compareAlternatives(before, after, prefix, spots, walk);
    for (const [name, other] of schemesInBoth(before, after, base.side, revision.side, names))
      compareScheme(name, other, at, walk);
  },
};

type Prefix = "api-security" | "api-global-security";
type Id =
  | `${Prefix}-${"added" | "removed" | "scope-added" | "scope-removed"}`
  | `api-security-anonymous-access-${"added" | "removed"}`
  | `api-security-component-${"type" | "api-key-in" | "api-key-name" | "http-scheme" | "bearer-format" | "oauth-url" | "oauth-token-url" | "oauth-refresh-url" | "oauth-metadata-url" | "openid-connect-url"}-changed`
  | `api-security-component-oauth-flow-${"added" | "removed"}`;

function event(
  level: OperationEvent["level"],
  text: OperationEvent["text"],
  todo = "Nothing to do.",
  seen: OperationSeen = {},
): OperationEvent {
  return { direction: "none", level, text, todo, case: seen };
}

function changed(level: OperationEvent["level"], text: string, base: string, revision: string): OperationEvent {
  const said: OperationEvent["text"] = (seen) => `${text}: ${shown(seen.revision)} (was ${shown(seen.base)})`;
  return event(level, said, "Change how you authenticate.", { base, revision });
}

function requirementEvents<P extends Prefix>(
  prefix: P,
): Record<`${P}-${"added" | "removed" | "scope-added" | "scope-removed"}`, OperationEvent> {
  const removed: OperationEvent["text"] = ({ base }) => `can no longer be called with ${base}`;
  const added: OperationEvent["text"] = ({ revision }) => `can also be called with ${revision}`;
  const scopeAdded: OperationEvent["text"] = ({ revision }) => `needs the scope ${revision}`;
  const scopeRemoved: OperationEvent["text"] = ({ base }) => `does not need the scope ${base} any more`;
  const scope = "orders:read";
  return {
    [`${prefix}-removed`]: event("breaking", removed, "Use another way to authenticate.", { base: "api_key" }),
    [`${prefix}-added`]: event("info", added, "Nothing to do.", { revision: "oauth" }),
    [`${prefix}-scope-added`]: event("breaking", scopeAdded, "Ask for the scope.", { revision: scope }),
    [`${prefix}-scope-removed`]: event("info", scopeRemoved, "Nothing to do.", { base: scope }),
  } as Record<`${P}-${"added" | "removed" | "scope-added" | "scope-removed"}`, OperationEvent>;
}

function isOwn({ node }: OperationView): boolean {
  return memberOf(node, "security") !== undefined;
}

/** The ways in which one operation can be called. */
interface Requirements {
  readonly alternatives: readonly Alternative[];
  readonly anonymous: boolean;
  /** Inherited from the document. */
  readonly global: boolean;
  readonly pointer: string;
}

/** One way to call: the schemes that are needed together, and the scopes of each. */
interface Alternative {
  readonly names: string;
  readonly schemes: ReadonlyMap<string, ReadonlySet<string>>;
}

function requirementsOf({ side, node }: OperationView, names: ReadonlyMap<string, string>): Requirements {
  const own = memberOf(node, "security");
  const said = own ?? memberOf({ node: side.document, pointer: "" }, "security");
  const listed = elements(listAt(said, side));
  const alternatives = listed
    .map((requirement) => alternativeOf(requirement, names))
    .filter(({ schemes }) => schemes.size > 0);
  const anonymous = alternatives.length < Math.max(listed.length, 1);
  return { alternatives, anonymous, global: own === undefined, pointer: said?.pointer ?? node.pointer };
}

function alternativeOf(requirement: Place, names: ReadonlyMap<string, string>): Alternative {
  const schemes = [...members(requirement)]
    .map(([name, { node: scopes }]) => [names.get(name) ?? name, scopesOf(scopes)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { names: schemes.map(([name]) => name).join(" and "), schemes: new Map(schemes) };
}

function scopesOf(scopes: Json): ReadonlySet<string> {
  return new Set(Array.isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === "string") : []);
}

function compareAlternatives(
  before: Requirements,
  after: Requirements,
  prefix: Prefix,
  spots: Spots,
  walk: OperationWalk<Id>,
): void {
  if (before.anonymous !== after.anonymous)
    walk.emit(`api-security-anonymous-access-${after.anonymous ? "added" : "removed"}`, spots);
  const { pairs, removed, added } = matchAlternatives(before.alternatives, after.alternatives);
  for (const alternative of removed)
    if (!isEnough(alternative, after)) {
      const name = called(alternative, before);
      walk.emit(`${prefix}-removed`, { base: name, ...placed(spots, name) });
    }
  for (const [was, is] of pairs) compareScopes(was, is, isEnough(was, after), prefix, spots, walk);
  for (const alternative of added) {
    const name = called(alternative, after);
    walk.emit(`${prefix}-added`, { revision: name, ...placed(spots, name) });
  }
}

/** By the same schemes and scopes, then by the same schemes: each alternative once, whatever their order. */
function matchAlternatives(base: readonly Alternative[], revision: readonly Alternative[]) {
  const pairs: (readonly [Alternative, Alternative])[] = [];
  const added = [...revision];
  let removed = [...base];
  for (const key of [meaningOf, ({ names }: Alternative) => names])
    removed = removed.filter((alternative) => {
      const found = added.findIndex((other) => key(other) === key(alternative));
      const [other] = found < 0 ? [] : added.splice(found, 1);
      if (other) pairs.push([alternative, other]);
      return !other;
    });
  return { pairs, removed, added };
}

function meaningOf({ schemes }: Alternative): string {
  return canonical([...schemes].map(([name, scopes]) => [name, [...scopes].sort()]));
}

/** Its schemes, and its scopes where another alternative has the same schemes. */
function called(alternative: Alternative, { alternatives }: Requirements): string {
  const { names, schemes } = alternative;
  const isAlone = alternatives.every((other) => other === alternative || other.names !== names);
  return isAlone
    ? names
    : `${names} (${[...schemes.values()].flatMap((scopes) => [...scopes]).join(", ") || "no scope"})`;
}

/**
 * Whether what was sent satisfies a way that is left: one of them is enough (OpenAPI 3.1.1, section 4.8.30), and whoever
 * may call without credentials may still send them.
 */
function isEnough({ schemes: sent }: Alternative, { alternatives, anonymous }: Requirements): boolean {
  const satisfies = ({ schemes }: Alternative) =>
    [...schemes].every(([name, scopes]) => sent.has(name) && [...scopes].every((scope) => sent.get(name)?.has(scope)));
  return anonymous || alternatives.some(satisfies);
}

function compareScopes(
  { schemes: before }: Alternative,
  { schemes: after }: Alternative,
  enough: boolean,
  prefix: Prefix,
  spots: Spots,
  walk: OperationWalk<Id>,
): void {
  for (const [scheme, scopes] of before) {
    const other = after.get(scheme) ?? new Set();
    for (const scope of other)
      if (!scopes.has(scope) && !enough)
        walk.emit(`${prefix}-scope-added`, { revision: scope, ...placed(spots, scheme) });
    for (const scope of scopes)
      if (!other.has(scope)) walk.emit(`${prefix}-scope-removed`, { base: scope, ...placed(spots, scheme) });
  }
}

type Spots = At & { readonly baseAt: string; readonly revisionAt: string };

function placed<T extends At>(at: T, name: string): T {
  return { ...at, place: `${at.place}/${name}` };
}

/** New name → old name, for schemes that only have another name. */
function matchSchemes(base: Side, revision: Side): ReadonlyMap<string, string> {
  const [before, after] = [schemesOf(base), schemesOf(revision)];
  const gone = new Map(
    [...before].filter(([name]) => !after.has(name)).map(([name, place]) => [meaning(place.node), name]),
  );
  return new Map(
    [...after].flatMap(([name, place]) => {
      const old = before.has(name) ? undefined : gone.get(meaning(place.node));
      return old === undefined ? [] : [[name, old] as const];
    }),
  );
}

function schemesOf(side: Side): ReadonlyMap<string, Place> {
  return members(memberOf(memberOf({ node: side.document, pointer: "" }, "components"), "securitySchemes"));
}

function meaning(node: Json): string {
  if (!isObject(node)) return canonical(node);
  const { description: _prose, ...rest } = node as JsonObject;
  const place = { node, pointer: "" };
  const [name, scheme] = [keyName(place), lower(field(place, "scheme"))];
  return canonical({ ...rest, ...(name !== undefined && { name }), ...(scheme !== undefined && { scheme }) });
}

function* schemesInBoth(
  before: Requirements,
  after: Requirements,
  base: Side,
  revision: Side,
  renamed: ReadonlyMap<string, string>,
): Generator<readonly [Place, Place]> {
  const used = (requirements: Requirements) =>
    new Set(requirements.alternatives.flatMap(({ schemes }) => [...schemes.keys()]));
  const newNames = new Map([...renamed].map(([now, old]) => [old, now]));
  const [ours, theirs] = [schemesOf(base), schemesOf(revision)];
  for (const name of used(before)) {
    if (!used(after).has(name)) continue;
    const [b, r] = [ours.get(name), theirs.get(newNames.get(name) ?? name)];
    if (b && r) yield [b, r];
  }
}

type Read = (place: Place) => Json | undefined;

/** What is read of a scheme, and what of it counts where that is not all. */
const fields: readonly (readonly [id: Id, read: Read, counting?: Read])[] = [
  ["api-security-component-type-changed", (place) => field(place, "type")],
  ["api-security-component-api-key-in-changed", (place) => field(place, "in")],
  ["api-security-component-api-key-name-changed", (place) => field(place, "name"), keyName],
  ["api-security-component-http-scheme-changed", (place) => lower(field(place, "scheme"))],
  ["api-security-component-bearer-format-changed", (place) => field(place, "bearerFormat")],
  ["api-security-component-openid-connect-url-changed", (place) => field(place, "openIdConnectUrl")],
  ["api-security-component-oauth-metadata-url-changed", (place) => field(place, "oauth2MetadataUrl")],
];

function compareScheme(base: Place, revision: Place, at: At, walk: OperationWalk<Id>): void {
  if (walk.same(base.node, revision.node)) return;
  const spots = { ...placed(at, base.pointer), baseAt: base.pointer, revisionAt: revision.pointer };
  for (const [id, read, counting = read] of fields) {
    const [before, after] = [read(base), read(revision)];
    const changed = [read, counting].every(
      (each) => canonical(each(base) ?? null) !== canonical(each(revision) ?? null),
    );
    if (changed) walk.emit(id, { base: before ?? null, revision: after ?? null, ...spots });
    if (changed && id.endsWith("-type-changed")) return; // the other fields belong to the type
  }
  compareFlows(memberOf(base, "flows"), memberOf(revision, "flows"), spots, walk);
}

/** The ways to get a token, each with its addresses (OpenAPI 3.2.0, sections 4.28 and 4.29). */
function compareFlows(
  base: Place | undefined,
  revision: Place | undefined,
  spots: Spots,
  walk: OperationWalk<Id>,
): void {
  const [before, after] = [members(base), members(revision)];
  for (const [flow, was] of before) {
    const is = after.get(flow);
    const at = {
      ...placed(spots, flow),
      baseAt: was.pointer,
      revisionAt: (is ?? revision)?.pointer ?? spots.revisionAt,
    };
    if (!is) walk.emit("api-security-component-oauth-flow-removed", { base: flow, ...at });
    else
      for (const [id, name] of urls) {
        const [from, to] = [field(was, name) ?? null, field(is, name) ?? null];
        if (from !== to) walk.emit(id, { base: from, revision: to, ...at });
      }
  }
  for (const [flow, is] of after)
    if (!before.has(flow))
      walk.emit("api-security-component-oauth-flow-added", {
        revision: flow,
        ...placed(spots, flow),
        baseAt: base?.pointer ?? spots.baseAt,
        revisionAt: is.pointer,
      });
}

const urls = [
  ["api-security-component-oauth-url-changed", "authorizationUrl"],
  ["api-security-component-oauth-url-changed", "deviceAuthorizationUrl"],
  ["api-security-component-oauth-token-url-changed", "tokenUrl"],
  ["api-security-component-oauth-refresh-url-changed", "refreshUrl"],
] as const satisfies readonly (readonly [id: Id, field: string])[];

/** The name of a header knows no case (RFC 9110, section 5.1). */
function keyName(place: Place): Json | undefined {
  return field(place, "in") === "header" ? lower(field(place, "name")) : field(place, "name");
}

function lower(value: Json | undefined): Json | undefined {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function shown(value: Json | undefined): string {
  return value === undefined || value === null ? "none" : typeof value === "string" ? value : canonical(value);
}
