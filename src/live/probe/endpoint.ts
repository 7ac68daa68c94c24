import type { Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";

/** A parameter as a request is built from it, with the defaults of its place filled in. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Whether it is described by the `content` of a media type that is no text: its value is sent as JSON. */
  readonly json: boolean;
  /** The media type that describes it, where one does, and what is said there. */
  readonly media?: { readonly type: string; readonly node: JsonObject };
  readonly schema: Json | undefined;
  /** JSON Pointers to the parameter, and to its schema. */
  readonly pointer: string;
  readonly schemaPointer: string;
}

/** What a contract says of one operation, as far as live requests and answers need it. */
export interface Endpoint {
  readonly document: JsonObject;
  readonly operation: Operation;
  readonly node: JsonObject;
  /** Read through the operation, as in changes; and where it is written. */
  readonly pointer: string;
  readonly written: string;
  readonly parameters: readonly Parameter[];
}

/**
 * Finds an operation in a contract; undefined where the contract has none of that name. Path parameters go by the names
 * that the asked template gives them, for those are spelling.
 */
export function endpoint(document: JsonObject, operation: Operation): Endpoint | undefined {
  const found = find(document, operationName(operation));
  if (!found) return undefined;
  const listed = [
    ...parametersAt(document, found.item, found.itemPointer),
    ...parametersAt(document, found.node, found.pointer),
  ];
  return {
    document,
    operation: found.operation,
    node: found.node,
    pointer: join("/paths", found.operation.path, found.operation.method),
    written: found.pointer,
    // The operation's own replaces the path item's (OpenAPI 3.2.0, section 4.10.1).
    parameters: [...new Map(listed.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()].map(
      (parameter) => ({ ...parameter, name: renamed(parameter, found.operation.path, operation.path) }),
    ),
  };
}

function renamed({ in: place, name }: Parameter, written: string, asked: string): string {
  const [from, to] = [templateNames(written), templateNames(asked)];
  return place === "path" ? (to[from.indexOf(name)] ?? name) : name;
}

function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

function parametersAt(document: JsonObject, owner: JsonObject, pointer: string): Parameter[] {
  const listed = own(owner, "parameters");
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((node: Json, i) => {
    const target = follow(document, node, join(pointer, "parameters", i));
    return "dangling" in target || !isObject(target.node) ? [] : parameter(target.node, target.pointer);
  });
}

function parameter(node: JsonObject, pointer: string): Parameter[] {
  const { name, in: place, required, style, explode, allowReserved, content } = node;
  if (typeof name !== "string" || !isPlace(place)) return [];
  const chosen = typeof style === "string" ? style : place === "path" || place === "header" ? "simple" : "form";
  const media = mediaOf(content);
  const owner = media ? join(pointer, "content", media.type) : pointer;
  return [
    {
      name,
      in: place,
      required: (required === true && !isSetElsewhere(place, name)) || place === "path",
      style: chosen,
      explode: typeof explode === "boolean" ? explode : chosen === "form" || chosen === "cookie",
      allowReserved: allowReserved === true,
      json: media !== undefined && !media.type.startsWith("text/"),
      ...(media && { media }),
      schema: media ? media.node.schema : node.schema,
      pointer,
      schemaPointer: join(owner, "schema"),
    },
  ];
}

function mediaOf(content: Json | undefined): Parameter["media"] {
  const [first] = isObject(content) ? Object.entries(content) : [];
  return first && isObject(first[1]) ? { type: first[0], node: first[1] } : undefined;
}

/** What OpenAPI does not let a parameter describe (3.2.0, section 4.12.1): it comes from elsewhere in the description. */
function isSetElsewhere(place: Parameter["in"], name: string): boolean {
  return place === "header" && /^(accept|content-type|authorization)$/i.test(name);
}

function isPlace(place: Json | undefined): place is Parameter["in"] {
  return typeof place === "string" && places.has(place);
}

const places: ReadonlySet<string> = new Set(["path", "query", "querystring", "header", "cookie"]);
