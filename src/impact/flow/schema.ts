import type { Description, Operation } from "../../contract/contract.ts";
import { follow } from "../../contract/reference.ts";
import { at, isObject, type Json, type JsonObject, join, own, tokens } from "../../json.ts";

/** What a contract says of the values that an operation answers with. */
export interface Schemas {
  /** Whether there can be an array at a place of an answer's body; undefined where the contract does not say. */
  isArray(operation: Operation, pointer: string): boolean | undefined;
  /** Whether there is an object at a place of an answer's body of which only the values of members are told. */
  isMap(operation: Operation, pointer: string): boolean;
  /** Whether there can be something below a place of an answer's body. */
  hasParts(operation: Operation, pointer: string): boolean;
  /** Whether the contract names a property at a place of an answer's body. */
  names(operation: Operation, pointer: string, property: string): boolean;
  /** The place of the list in an answer: its body, or the one array in that; undefined where there is none, or several. */
  listIn(operation: Operation): string | undefined;
  /** Whether the contract names a property of the body that an operation is sent. */
  sends(operation: Operation, property: string): boolean;
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

  function sent({ method, path }: Operation): readonly JsonObject[] {
    const requestBody = resolve(resolve(at(document, join("/paths", path, method)))?.requestBody);
    return media(requestBody).flatMap((schema) => alternatives(schema));
  }

  function answers(operation: JsonObject | undefined): JsonObject[] {
    return members(operation?.responses)
      .filter(([status]) => /^(2|default)/.test(status))
      .flatMap(([, response]) => media(resolve(response)))
      .flatMap((schema) => alternatives(schema));
  }

  function media(holder: JsonObject | undefined): (Json | undefined)[] {
    return members(holder?.content).map(([, type]) => (isObject(type) ? type.schema : undefined));
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
    const property = isObject(schema.properties) ? own(schema.properties, token) : undefined;
    return alternatives(property ?? schema.additionalProperties);
  }

  function schemasAt(operation: Operation, pointer: string): JsonObject[] {
    return tokens(pointer).reduce<JsonObject[]>(
      (schemas, token) => schemas.flatMap((schema) => below(schema, token)),
      [...bodies(operation)],
    );
  }

  function isArray(operation: Operation, pointer: string): boolean | undefined {
    const schemas = schemasAt(operation, pointer);
    return schemas.length === 0
      ? undefined
      : schemas.some(({ type, items }) => items !== undefined || [type].flat().includes("array"));
  }

  return {
    isArray,
    isMap(operation, pointer) {
      const schemas = schemasAt(operation, pointer);
      const isNamed = schemas.some(({ properties }) => members(properties).length > 0);
      return !isNamed && schemas.some(({ additionalProperties }) => isObject(additionalProperties));
    },
    listIn(operation) {
      if (isArray(operation, "")) return "";
      const names = new Set(bodies(operation).flatMap(({ properties }) => members(properties).map(([name]) => name)));
      const [only, ...others] = [...names].map((name) => join("", name)).filter((one) => isArray(operation, one));
      return others.length === 0 ? only : undefined;
    },
    sends: (operation, property) =>
      sent(operation).some(({ properties }) => isObject(properties) && Object.hasOwn(properties, property)),
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
