import { isObject, type Json, own } from "../../json.ts";
import { atKeyword, type OperationEvent, type OperationRule, type OperationView } from "./operation.ts";

const info = (text: (name: Json | undefined) => string): OperationEvent => ({
  direction: "none",
  level: "info",
  case: { revision: "orders" },
  text: ({ base, revision }) => text(revision ?? base),
  todo: "Nothing to do.",
});

/**
 * What an operation is called and grouped by. Generated clients name their methods
 * after the operation id.
 * @see OpenAPI 3.1.1, section 4.8.10
 */
export const identity: OperationRule<
  "api-operation-id-removed" | "api-operation-id-added" | "api-tag-removed" | "api-tag-added"
> = {
  example: "`operationId: listOrders` becomes `orders_list`: the generated method has another name.",
  events: {
    "api-operation-id-removed": {
      direction: "none",
      level: "info",
      case: { base: "listOrders", revision: "orders_list" },
      text: ({ base, revision }) =>
        revision === undefined ? `operation id ${base} is gone` : `operation id is ${revision} (was ${base})`,
      todo: "If you generate a client, expect another method name.",
    },
    "api-operation-id-added": info((name) => `operation id ${name} is new`),
    "api-tag-removed": info((name) => `tag ${name} is gone`),
    "api-tag-added": info((name) => `tag ${name} is new`),
  },
  reads: ["operationId", "tags"],
  compare(base, revision, walk) {
    const at = (keyword: string) => atKeyword(keyword, base, revision);

    const [id, newId] = [text(base, "operationId"), text(revision, "operationId")];
    if (id !== undefined && id !== newId)
      walk.emit("api-operation-id-removed", {
        base: id,
        ...(newId === undefined ? {} : { revision: newId }),
        ...at("operationId"),
      });
    else if (id === undefined && newId !== undefined)
      walk.emit("api-operation-id-added", { revision: newId, ...at("operationId") });

    const [tags, newTags] = [tagsOf(base), tagsOf(revision)];
    for (const tag of tags) if (!newTags.includes(tag)) walk.emit("api-tag-removed", { base: tag, ...at("tags") });
    for (const tag of newTags) if (!tags.includes(tag)) walk.emit("api-tag-added", { revision: tag, ...at("tags") });
  },
};

function text({ node: { node } }: OperationView, name: string): string | undefined {
  const value = isObject(node) ? own(node, name) : undefined;
  return typeof value === "string" ? value : undefined;
}

function tagsOf({ node: { node } }: OperationView): string[] {
  const tags = isObject(node) ? own(node, "tags") : undefined;
  return Array.isArray(tags) ? [...new Set(tags.filter((tag): tag is string => typeof tag === "string"))] : [];
}
