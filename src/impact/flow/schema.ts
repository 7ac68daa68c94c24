import type { Description, Operation } from "../../contract/contract.ts";
import { follow } from "../../contract/reference.ts";
import { at, isObject, type Json, type JsonObject, join, tokens } from "../../json.ts";

/** What a contract says of the values that an operation answers with. */
export interface Schemas {
  /** Whether there can be an array at a place of an answer's body; undefined where the contract does not say. */
  isArray(operation: Operation, pointer: string): boolean | undefined;
  /** Whether there can be something below a place of an answer's body. */
  hasParts(operation: Operation, pointer: string): boolean;
  /** Whether the contract names a property at a place of an answer's body. */
  names(operation: Operation, pointer: string, property: string): boolean;
}

/** Reads the schemas of successful JSON answers of a contract. */
export function schemasOf({ document }: Description): Schemas {
  const found = new Map<string, readonly JsonObject[]>();

  function bodies({ method, path }: Operation): readonly JsonObject[] {
    const key = `${method} ${path}`;
    const known = found.get(key) ?? answers(resolve(at(document, join("/paths", path, method))));
    found.set(key, known);
    return known;
  }

  function answers(operation: JsonObject | undefined): JsonObject[] {
    return members(operation?.responses)
      .filter(([status]) => /^(2|default)/.test(status))
      .flatMap(([, response]) => members(resolve(response)?.content))
      .flatMap(([, media]) => alternatives(isObject(media) ? media.schema : undefined));
  }

  function resolve(value: Json | undefined): JsonObject | undefined {
    const reached = value === undefined ? undefined : follow(document, value);
    return reached && !("dangling" in reached) && isObject(reached.node) ? reached.node : undefined;
  }

  /** A schema, and all that it is made of. */
  function alternatives(schema: Json | undefined, seen = new Set<JsonObject>()): JsonObject[] {
    const here = resolve(schema);
    if (here === undefined || seen.has(here)) return [];
    seen.add(here);
    const parts = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => (Array.isArray(here[keyword]) ? here[keyword] : []));
    return [here, ...parts.flatMap((part) => alternatives(part, seen))];
  }

  function below(schema: JsonObject, token: string): JsonObject[] {
    if (token === "*" && isObject(schema.items)) return alternatives(schema.items);
    const own = isObject(schema.properties) ? schema.properties[token] : undefined;
    return alternatives(own ?? schema.additionalProperties);
  }

  function schemasAt(operation: Operation, pointer: string): JsonObject[] {
    return tokens(pointer).reduce<JsonObject[]>(
      (schemas, token) => schemas.flatMap((schema) => below(schema, token)),
      [...bodies(operation)],
    );
  }

  return {
    isArray(operation, pointer) {
      const schemas = schemasAt(operation, pointer);
      return schemas.length === 0
        ? undefined
        : schemas.some(({ type, items }) => items !== undefined || [type].flat().includes("array"));
    },
    hasParts(operation, pointer) {
      const schemas = schemasAt(operation, pointer);
      return schemas.length === 0 || schemas.some((schema) => holding.some((keyword) => keyword in schema));
    },
    names(operation, pointer, property) {
      return schemasAt(operation, pointer).some(
        ({ properties }) => isObject(properties) && Object.hasOwn(properties, property),
      );
    },
  };
}

const holding = ["properties", "items", "additionalProperties", "patternProperties", "prefixItems"];

function members(value: Json | undefined): [string, Json][] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member]],
  );
}
