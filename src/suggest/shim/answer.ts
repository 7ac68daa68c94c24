import type { Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";

/** What an operation answers where it succeeds, as a contract describes it. */
export interface Answer {
  readonly document: JsonObject;
  readonly status: string;
  readonly schema: Json;
  /** JSON Pointer to where the schema is written. */
  readonly pointer: string;
}

/** The one JSON body of an operation's success; undefined where it has none, or several. */
export function answerOf({ document }: Description, operation: Operation): Answer | undefined {
  const found = find(document, operationName(operation));
  const responses = found && own(found.node, "responses");
  if (!found || !isObject(responses)) return undefined;
  const bodies = Object.keys(responses)
    .filter((status) => /^2/.test(status))
    .flatMap((status): Answer[] => {
      const reached = follow(document, responses[status] ?? null, join(found.pointer, "responses", status));
      const content = "node" in reached && isObject(reached.node) ? reached.node.content : undefined;
      if (!isObject(content) || "dangling" in reached) return [];
      const media = Object.keys(content).find((mediaType) => /json/i.test(mediaType)) ?? "";
      const described = own(content, media);
      const pointer = join(reached.pointer, "content", media, "schema");
      return isObject(described) && described.schema !== undefined
        ? [{ document, status, schema: described.schema, pointer }]
        : [];
    });
  const [only, ...others] = bodies;
  return others.length === 0 ? only : undefined;
}

/** The operation of a contract that holds nothing but one body. */
export const alone: Operation = { method: "get", path: "/" };

/** A contract with nothing but one body, which `alone` answers. */
export function standingAlone(document: JsonObject, schema: Json): Description {
  const response = { description: "", content: { "application/json": { schema } } };
  const { webhooks: _, security: __, servers: ___, ...rest } = document;
  return {
    document: { ...rest, paths: { [alone.path]: { [alone.method]: { responses: { "200": response } } } } },
    texts: [],
    bundled: {},
  };
}
