import { anonymous } from "../../contract/operations.ts";
import type { Json } from "../../json.ts";
import { elements, field, listAt, memberOf, members, type Place, type Side } from "../side.ts";
import type { OperationRule, OperationView } from "./operation.ts";

/**
 * The address of an operation: server and path together, so that a base path may move from one into the other.
 * @see OpenAPI 3.1.1, sections 4.8.5 and 4.8.6
 */
export const servers: OperationRule<`api-server-${"removed" | "added" | "default-changed"}`> = {
  example: "`https://a.example/v1` becomes `https://a.example/v2`: every call goes to the old address.",
  events: {
    "api-server-removed": {
      direction: "none",
      level: "breaking",
      case: { base: "https://a.example/v1" },
      text: ({ base }) => `is no longer served at ${base}`,
      todo: "Call one of the addresses that are left.",
    },
    "api-server-default-changed": {
      direction: "none",
      level: "warning",
      case: { base: "https://demo.a.example", revision: "https://acme.a.example" },
      text: ({ base, revision }) => `is served at ${revision} where nothing else is chosen (was ${base})`,
      todo: "Choose the address that you mean.",
    },
    "api-server-added": {
      direction: "none",
      level: "info",
      case: { revision: "https://a.example/v2" },
      text: ({ revision }) => `is also served at ${revision}`,
      todo: "Nothing to do.",
    },
  },
  reads: ["servers"],
  compare(base, revision, walk) {
    if (walk.received) return; // then we are called, at an address that we gave
    const [before, after] = [addressesOf(base), addressesOf(revision)];
    const at = (url: string) => ({ pointer: `${base.node.pointer}/servers`, subject: "", place: `servers/${url}` });
    for (const was of before.all) {
      const found = after.all.filter((is) => isSame(was, is));
      const [is] = found;
      if (is && found.every(({ usual }) => usual !== was.usual))
        walk.emit("api-server-default-changed", {
          base: was.url,
          revision: is.url,
          ...at(was.url),
          baseAt: was.pointer,
          revisionAt: is.pointer,
        });
      if (!is && !after.all.some((other) => isNamed(was, other)))
        walk.emit("api-server-removed", {
          base: was.url,
          ...at(was.url),
          baseAt: was.pointer,
          revisionAt: after.pointer,
        });
    }
    for (const { url, pointer, ...is } of after.all)
      if (!before.all.some((was) => isSame(was, is)))
        walk.emit("api-server-added", { revision: url, ...at(url), baseAt: before.pointer, revisionAt: pointer });
  },
};

interface Addresses {
  readonly all: readonly (Address & { readonly pointer: string })[];
  readonly pointer: string;
}

interface Address {
  /** For people: with the usual values of its variables. */
  readonly url: string;
  /** Server and path: with the usual values, and with whatever a caller may put there. */
  readonly usual: string;
  readonly any: string;
}

function isSame(a: Omit<Address, "url">, b: Omit<Address, "url">): boolean {
  return a.usual === b.usual || a.any === b.any || a.any === b.usual || a.usual === b.any;
}

/** Whether one is relative to where the description is published, and the other may be the same with its host. */
function isNamed({ usual: a }: Address, { usual: b }: Address): boolean {
  return isRelative(a) !== isRelative(b) && withoutHost(a) === withoutHost(b);
}

function isRelative(address: string): boolean {
  return withoutHost(address) === address;
}

function withoutHost(address: string): string {
  return address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "");
}

function addressesOf({ side, item, node, path }: OperationView): Addresses {
  const root: Place = { node: side.document, pointer: "" };
  const said = memberOf(node, "servers") ?? memberOf(item, "servers") ?? memberOf(root, "servers");
  const found = elements(listAt(said, side)).flatMap((server) =>
    choicesOf(server).map((values) => [server, values] as const),
  );
  const all = found.map(([server, values]) => {
    const url = filled(server, values);
    const any = filled(server, (name) => (isOneOf(server, name) ? values(name) : "{}"));
    return { url, usual: join(url, anonymous(path)), any: join(any, anonymous(path)), pointer: server.pointer };
  });
  const itself = join("/", anonymous(path));
  const pointer = said?.pointer ?? "";
  const once = [...new Map(all.map((address) => [address.usual, address])).values()];
  return { all: once.length > 0 ? once : [{ url: "/", usual: itself, any: itself, pointer: "" }], pointer };
}

/** What a variable stands for; undefined where nothing is said of it. */
type Values = (name: string) => Json | undefined;

/** There are servers for each region and stage; with more than that, the usual ones speak for all. */
const choicesLimit = 100;

/** Each way to choose the variables that have a list of values; the others have their usual value. */
function choicesOf(server: Place): Values[] {
  const usual: Values = (name) => variableOf(server, name, "default");
  let choices: Values[] = [usual];
  for (const [name] of members(memberOf(server, "variables"))) {
    const listed = variableOf(server, name, "enum");
    if (!Array.isArray(listed) || listed.length === 0 || choices.length * listed.length > choicesLimit) continue;
    choices = choices.flatMap((values) =>
      [usual(name) ?? null, ...listed.filter((value) => value !== usual(name))]
        .filter((value) => value !== null && listed.includes(value))
        .map(
          (value): Values =>
            (asked) =>
              asked === name ? value : values(asked),
        ),
    );
  }
  return choices;
}

function isOneOf(server: Place, name: string): boolean {
  return Array.isArray(variableOf(server, name, "enum")) || variableOf(server, name, "default") === undefined;
}

function variableOf(server: Place, name: string, said: "default" | "enum"): Json | undefined {
  return field(memberOf(memberOf(server, "variables"), name), said);
}

/** The path part of the first server: what stands before every path of the document. */
export function basePathOf(side: Side): string {
  const [server] = elements(memberOf({ node: side.document, pointer: "" }, "servers"));
  const url = server ? filled(server, (name) => variableOf(server, name, "default")) : "/";
  return withoutHost(url).replace(/\/+$/, "");
}

/** The URL in one spelling: scheme and host know no case, and a scheme has its usual port (RFC 3986, section 6.2). */
function filled(server: Place, values: Values): string {
  const url = String(field(server, "url") ?? "/").replace(/\{([^}]+)\}/g, (whole, name: string) =>
    String(values(name) ?? whole),
  );
  return url
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/{]*/i, (start) => start.toLowerCase())
    .replace(/^(https:\/\/[^/]*):443(?=\/|$)|^(http:\/\/[^/]*):80(?=\/|$)/, "$1$2");
}

function join(url: string, path: string): string {
  return `${url.replace(/\/+$/, "")}${path}`;
}
