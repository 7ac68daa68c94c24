import type { Description, Operation } from "../../contract/contract.ts";
import { isObject, type Json, type JsonObject, join } from "../../json.ts";
import { bodySchemasOf } from "../body-schemas.ts";

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
  const schemas = bodySchemasOf(document);

  function schemasAt(operation: Operation, pointer: string): readonly JsonObject[] {
    return schemas.at(operation, "response", pointer).map(({ schema }) => schema);
  }

  function isArray(operation: Operation, pointer: string): boolean | undefined {
    const here = schemasAt(operation, pointer);
    return here.length === 0
      ? undefined
      : here.some(({ type, items }) => items !== undefined || [type].flat().includes("array"));
  }

  return {
    isArray,
    isMap(operation, pointer) {
      const here = schemasAt(operation, pointer);
      const isNamed = here.some(({ properties }) => members(properties).length > 0);
      return !isNamed && here.some(({ additionalProperties }) => isObject(additionalProperties));
    },
    listIn(operation) {
      if (isArray(operation, "")) return "";
      const names = new Set(
        schemasAt(operation, "").flatMap(({ properties }) => members(properties).map(([name]) => name)),
      );
      const [only, ...others] = [...names].map((name) => join("", name)).filter((one) => isArray(operation, one));
      return others.length === 0 ? only : undefined;
    },
    sends: (operation, property) =>
      schemas.at(operation, "request", "").some(({ schema }) => hasProperty(schema, property)),
    hasParts(operation, pointer) {
      const here = schemasAt(operation, pointer);
      return here.length === 0 || here.some((schema) => holding.some((keyword) => keyword in schema));
    },
    names(operation, pointer, property) {
      return schemasAt(operation, pointer).some((schema) => hasProperty(schema, property));
    },
  };
}

function hasProperty({ properties }: JsonObject, name: string): boolean {
  return isObject(properties) && Object.hasOwn(properties, name);
}

const holding = ["properties", "items", "additionalProperties", "patternProperties", "prefixItems"];

function members(value: Json | undefined): [string, Json][] {
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member]],
  );
}
