import { anonymous } from "../../contract/operations.ts";
import { isObject, type Json, own } from "../../json.ts";
import { elements, listAt, memberOf, type Place, type Side } from "../side.ts";
import type { OperationRule, OperationView } from "./operation.ts";

/**
 * The address of an operation: server and path together, so that a base path may move from one into the other.
 * @see OpenAPI 3.1.1, sections 4.8.5 and 4.8.6
 */
export const servers: OperationRule<"api-server-removed" | "api-server-added"> = {
  example: "`https://a.example/v1` becomes `https://a.example/v2`: every call goes to the old address.",
  events: {
    "api-server-removed": {
      direction: "none",
      level: "breaking",
      case: { base: "https://a.example/v1" },
      text: ({ base }) => `is no longer served at ${base}`,
      todo: "Call one of the addresses that are left.",
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
    const at = { pointer: `${base.node.pointer}/servers`, subject: "" };
    for (const [address, { url, pointer }] of before.all)
      if (!after.all.has(address))
        walk.emit("api-server-removed", {
          base: url,
          ...at,
          place: `servers/${url}`,
          baseAt: pointer,
          revisionAt: after.pointer,
        });
    for (const [address, { url, pointer }] of after.all)
      if (!before.all.has(address))
        walk.emit("api-server-added", {
          revision: url,
          ...at,
          place: `servers/${url}`,
          baseAt: before.pointer,
          revisionAt: pointer,
        });
  },
};

interface Addresses {
  readonly all: ReadonlyMap<string, { readonly url: string; readonly pointer: string }>;
  readonly pointer: string;
}

function addressesOf({ side, item, node, path }: OperationView): Addresses {
  const root: Place = { node: side.document, pointer: "" };
  const said = memberOf(node, "servers") ?? memberOf(item, "servers") ?? memberOf(root, "servers");
  const found = elements(listAt(said, side)).map((server) => [urlOf(server), server.pointer] as const);
  const all = (found.length > 0 ? found : [["/", ""] as const]).map(
    ([url, pointer]) => [join(url, anonymous(path)), { url, pointer }] as const,
  );
  return { all: new Map(all), pointer: said?.pointer ?? "" };
}

/** The path part of the first server: what stands before every path of the document. */
export function basePathOf(side: Side): string {
  const [server] = elements(memberOf({ node: side.document, pointer: "" }, "servers"));
  const url = server ? urlOf(server) : "/";
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, "");
}

/** With the default values of its variables. */
function urlOf(server: Place): string {
  const url = isObject(server.node) ? own(server.node, "url") : undefined;
  const variables = memberOf(server, "variables")?.node;
  return String(url ?? "/").replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const variable: Json | undefined = isObject(variables) ? own(variables, name) : undefined;
    const value = isObject(variable) ? own(variable, "default") : undefined;
    return value === undefined ? whole : String(value);
  });
}

function join(url: string, path: string): string {
  return `${url.replace(/\/+$/, "")}${path}`;
}
