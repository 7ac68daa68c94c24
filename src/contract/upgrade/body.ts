import { isObject, type JsonObject, own } from "../../json.ts";
import type { Moves } from "./moves.ts";
import { style, valueSchema } from "./parameter.ts";
import { schema } from "./schema.ts";

/** A 2.0 parameter, behind its `$ref`, and where it is written. */
export interface OldParameter {
  readonly node: JsonObject;
  readonly pointer: string;
}

const multipart = "multipart/form-data";
const urlencoded = "application/x-www-form-urlencoded";

/**
 * The request body that the `body` parameter or the `formData` parameters describe; undefined where there are none.
 * @see OpenAPI 2.0, "Parameter Object": the two never stand together.
 */
export function requestBody(
  parameters: readonly OldParameter[],
  consumes: readonly string[],
  pointer: string,
  moves: Moves,
): JsonObject | undefined {
  const body = parameters.find(({ node }) => own(node, "in") === "body");
  const fields = parameters.filter(({ node }) => own(node, "in") === "formData");
  if (body) return fromBody(body, consumes.length > 0 ? consumes : ["*/*"], pointer, moves);
  return fields.length > 0 ? fromFields(fields, consumes, pointer, moves) : undefined;
}

function fromBody(
  { node, pointer: old }: OldParameter,
  types: readonly string[],
  pointer: string,
  moves: Moves,
): JsonObject {
  moves.move(old, pointer);
  for (const type of types) moves.move(`${old}/schema`, pointer, "content", type, "schema");
  const media = { schema: schema(own(node, "schema") ?? {}) };
  return { ...about(node), content: Object.fromEntries(types.map((type) => [type, media])) };
}

function about({ description, required }: JsonObject): JsonObject {
  return { ...(description === undefined ? {} : { description }), ...(required === true ? { required } : {}) };
}

function fromFields(
  fields: readonly OldParameter[],
  consumes: readonly string[],
  pointer: string,
  moves: Moves,
): JsonObject {
  const usable = consumes.filter((type) => type === multipart || type === urlencoded);
  const usual = fields.some(({ node }) => node.type === "file") ? multipart : urlencoded;
  const types = usable.length > 0 ? usable : [usual];
  for (const { node, pointer: old } of fields)
    for (const type of types) moves.move(old, pointer, "content", type, "schema", "properties", String(node.name));
  const required = fields.filter(({ node }) => node.required === true).map(({ node }) => String(node.name));
  const media = {
    schema: {
      type: "object",
      properties: Object.fromEntries(fields.map(({ node }) => [String(node.name), field(node)])),
      ...(required.length > 0 ? { required } : {}),
    },
    ...encoding(fields),
  };
  return {
    ...(required.length > 0 ? { required: true } : {}),
    content: Object.fromEntries(types.map((type) => [type, media])),
  };
}

function field(node: JsonObject): JsonObject {
  const { description } = node;
  return { ...(description === undefined ? {} : { description }), ...valueSchema(node) };
}

function encoding(fields: readonly OldParameter[]): JsonObject {
  const styled = fields
    .map(({ node }) => [String(node.name), style(node)] as const)
    .filter(([, { style }]) => style !== undefined);
  return styled.length > 0 ? { encoding: Object.fromEntries(styled) } : {};
}

/** Whether a parameter becomes (a part of) the request body. */
export function isBody({ node }: OldParameter): boolean {
  return isObject(node) && (node.in === "body" || node.in === "formData");
}
