import { isObject, type JsonObject, join, own } from "../../json.ts";
import { mapMembers } from "../references.ts";
import type { Note } from "./moves.ts";
import { header } from "./parameter.ts";
import { schema } from "./schema.ts";

/** A 2.0 response: its schema moves into each media type that is produced (any, where none is named). */
export function response(
  old: JsonObject,
  produces: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
  note: Note,
): JsonObject {
  const { schema: body, headers, examples, ...rest } = old;
  return {
    ...rest,
    ...(isObject(headers) ? { headers: responseHeaders(headers, { from, to }, note) } : {}),
    ...(body === undefined ? {} : { content: content(old, produces, { from, to }, note) }),
  };
}

function responseHeaders(headers: JsonObject, { from, to }: { from: string; to: string }, note: Note): JsonObject {
  return mapMembers(headers, (node, name) => {
    if (!isObject(node)) return node;
    note(join(from, "headers", name), to, "headers", name, "schema");
    return header(node);
  });
}

function content(
  old: JsonObject,
  produces: readonly string[],
  { from, to }: { from: string; to: string },
  note: Note,
): JsonObject {
  const body = schema(own(old, "schema") ?? {});
  const examples = isObject(old.examples) ? old.examples : {};
  return Object.fromEntries(
    (produces.length > 0 ? produces : ["*/*"]).map((type) => {
      note(`${from}/schema`, to, "content", type, "schema");
      note(join(from, "examples", type), to, "content", type, "example");
      const example = own(examples, type);
      return [type, { schema: body, ...(example === undefined ? {} : { example }) }];
    }),
  );
}
