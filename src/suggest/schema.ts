import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { objectBehind } from "../contract/reference.ts";
import type { Subject } from "../impact/use.ts";
import { isObject, type Json, type JsonObject, join, own, tokens } from "../json.ts";

/** The schema that a contract has for what is used of an operation; undefined where it has none, or several. */
export function schemaOf(
  description: Description | undefined,
  operation: Operation,
  subject: Subject,
): JsonObject | undefined {
  const found = description && find(description.document, operationName(operation));
  if (!description || !found) return undefined;
  const { document } = description;
  if (subject.kind === "parameter") {
    const parameter = parametersAt(document, found.item.parameters, found.node.parameters).find(
      ({ name, in: place }) => name === subject.name && place === subject.in,
    );
    return parameter && objectBehind(document, parameter.schema);
  }
  if (subject.kind === "request") return below(document, bodyOf(document, found.node.requestBody), subject.pointer);
  if (subject.kind !== "response") return undefined;
  const responses = objectBehind(document, found.node.responses) ?? {};
  const success = Object.keys(responses).find((status) => /^2/.test(status));
  const body = success === undefined ? undefined : bodyOf(document, responses[success]);
  return below(document, body, subject.pointer);
}

/** Whether a contract has a member always there, wherever the object is that holds it. */
export function isAlwaysThere(
  description: Description | undefined,
  operation: Operation,
  subject: Extract<Subject, { readonly pointer: string }>,
): boolean {
  const path = tokens(subject.pointer);
  const name = path.at(-1);
  const holder = schemaOf(description, operation, { ...subject, pointer: join("", ...path.slice(0, -1)) });
  if (!description || !holder || name === undefined) return false;
  const { document } = description;
  const requires = ({ required, allOf }: JsonObject): boolean =>
    (Array.isArray(required) && required.includes(name)) ||
    (Array.isArray(allOf) && allOf.some((part: Json) => requires(objectBehind(document, part) ?? {})));
  return name === "*" || requires(holder);
}

/** The types that a schema names; `null` among them also where OpenAPI 3.0 says so. */
export function typesOf(schema: JsonObject | undefined): readonly string[] {
  const { type, nullable } = schema ?? {};
  const named = [type].flat().filter((one): one is string => typeof one === "string");
  return nullable === true ? [...named, "null"] : named;
}

/** An entry of a list of parameters, behind its reference. */
function parametersAt(document: JsonObject, ...lists: readonly (Json | undefined)[]): JsonObject[] {
  return lists.flatMap((listed): JsonObject[] =>
    Array.isArray(listed) ? listed.flatMap((one: Json): JsonObject[] => [objectBehind(document, one) ?? {}]) : [],
  );
}

function bodyOf(document: JsonObject, holder: Json | undefined): JsonObject | undefined {
  const content = objectBehind(document, holder)?.content;
  const entries = isObject(content) ? Object.entries(content) : [];
  const [, media] = entries.find(([mediaType]) => /json/i.test(mediaType)) ?? entries[0] ?? [];
  return isObject(media) ? objectBehind(document, media.schema) : undefined;
}

function below(document: JsonObject, body: JsonObject | undefined, pointer: string): JsonObject | undefined {
  return tokens(pointer).reduce((schema, token) => schema && stepInto(document, schema, token), body);
}

function stepInto(document: JsonObject, schema: JsonObject, token: string): JsonObject | undefined {
  const member = isObject(schema.properties) ? own(schema.properties, token) : undefined;
  const next = token === "*" ? (schema.items ?? schema.additionalProperties) : member;
  if (next !== undefined) return objectBehind(document, next);
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => {
    const list = schema[keyword];
    return Array.isArray(list) ? list : [];
  });
  for (const part of parts) {
    const inside = objectBehind(document, part);
    const found = inside && stepInto(document, inside, token);
    if (found) return found;
  }
  return undefined;
}
