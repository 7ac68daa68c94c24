import type { Operation } from "../contract/contract.ts";
import { follow } from "../contract/reference.ts";
import { at, isObject, type Json, type JsonObject, join, own, tokens } from "../json.ts";

/** A schema, and the JSON Pointer to where it is written, behind its references. */
export interface Placed {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** The bodies of operations, and what there can be at places of them. */
export interface BodySchemas {
  /** The schemas of a place, with all that they are made of. Of answers, those that tell of success. */
  at(operation: Operation, kind: "request" | "response", place: string): readonly Placed[];
  /** The pointers of every schema that there can be at a place, or inside of that. */
  inside(operation: Operation, kind: "request" | "response", place: string): ReadonlySet<string>;
}

/** Those of a description, which remembers what was asked. */
export function bodySchemasOf(document: JsonObject): BodySchemas {
  const known = ofDocument.get(document) ?? read(document);
  ofDocument.set(document, known);
  return known;
}

const ofDocument = new WeakMap<JsonObject, BodySchemas>();

function read(document: JsonObject): BodySchemas {
  const found = new Map<string, readonly Placed[]>();
  const insides = new Map<string, ReadonlySet<string>>();

  function schemasAt(operation: Operation, kind: "request" | "response", place: string): readonly Placed[] {
    const key = `${kind} ${operation.method} ${operation.path} ${place}`;
    const schemas = found.get(key) ?? reached(operation, kind, place);
    found.set(key, schemas);
    return schemas;
  }

  function reached(operation: Operation, kind: "request" | "response", place: string): readonly Placed[] {
    const names = tokens(place);
    const last = names.at(-1);
    if (last === undefined)
      return holders(operation, kind)
        .flatMap(media)
        .flatMap((schema) => parts(schema));
    return schemasAt(operation, kind, join("", ...names.slice(0, -1))).flatMap((schema) => below(schema, last));
  }

  function holders({ method, path }: Operation, kind: "request" | "response"): (Placed | undefined)[] {
    const place = join("/paths", path, method);
    const operation = behind({ node: at(document, place), pointer: place });
    if (kind === "request") return [member(operation, "requestBody")];
    return members(member(operation, "responses"))
      .filter(([status]) => /^(2|default)/.test(status))
      .map(([, response]) => response);
  }

  function media(holder: Placed | undefined): (Placed | undefined)[] {
    return members(member(holder, "content")).map(([, type]) => member(type, "schema"));
  }

  function behind({ node, pointer }: Unread): Placed | undefined {
    const reached = node === undefined ? undefined : follow(document, node, pointer);
    return reached && "node" in reached && isObject(reached.node)
      ? { schema: reached.node, pointer: reached.pointer }
      : undefined;
  }

  function member(holder: Placed | undefined, name: string): Placed | undefined {
    return holder && behind({ node: own(holder.schema, name), pointer: join(holder.pointer, name) });
  }

  function members(holder: Placed | undefined): [string, Placed][] {
    return Object.keys(holder?.schema ?? {}).flatMap((name): [string, Placed][] => {
      const one = member(holder, name);
      return one ? [[name, one]] : [];
    });
  }

  /** A schema, and all that it is made of. */
  function parts(schema: Placed | undefined, seen = new Set<string>()): Placed[] {
    if (schema === undefined || seen.has(schema.pointer)) return [];
    seen.add(schema.pointer);
    const inner = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => {
      const list = schema.schema[keyword];
      return Array.isArray(list)
        ? list.map((node: Json, i) => behind({ node, pointer: join(schema.pointer, keyword, i) }))
        : [];
    });
    return [schema, ...inner.flatMap((part) => parts(part, seen))];
  }

  function below(schema: Placed, token: string): Placed[] {
    const items = token === "*" ? member(schema, "items") : undefined;
    return parts(items ?? member(member(schema, "properties"), token) ?? member(schema, "additionalProperties"));
  }

  function inside(operation: Operation, kind: "request" | "response", place: string): ReadonlySet<string> {
    const key = `${kind} ${operation.method} ${operation.path} ${place}`;
    const pointers = insides.get(key) ?? pointersFrom(schemasAt(operation, kind, place));
    insides.set(key, pointers);
    return pointers;
  }

  function pointersFrom(schemas: readonly Placed[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const left = [...schemas];
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      if (seen.has(one.pointer)) continue;
      seen.add(one.pointer);
      const holder = one;
      const named = ["properties", "patternProperties"].flatMap((keyword) => members(member(holder, keyword)));
      const each = ["items", "additionalProperties"].map((keyword) => member(holder, keyword));
      left.push(...[...named.map(([, child]) => child), ...each].flatMap((child) => parts(child)));
    }
    return seen;
  }

  return { at: schemasAt, inside };
}

/** What is written at a place, whatever it is. */
interface Unread {
  readonly node: Json | undefined;
  readonly pointer: string;
}
