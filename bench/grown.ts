import type { Json, JsonObject } from "../src/json.ts";

/** Two versions of a description that can be made as large as one likes. */
export interface Grown {
  readonly base: JsonObject;
  readonly revision: JsonObject;
}

/** Operations with a schema each, and schemas that all of them share: every tenth is changed, and one that all reach. */
export function operations(count: number): Grown {
  return both((isNew) => {
    const own = list(count, (i): [string, Json] => [`Order${i}`, order(i, isNew && i % 10 === 0)]);
    const paths = list(count, (i): [string, Json] => [`/shops/{shop}/orders${i}`, { get: operation(`Order${i}`) }]);
    const currency = { enum: isNew ? ["EUR", "USD", "CHF"] : ["EUR", "USD"] };
    const money = { type: "object", required: ["amount"], properties: { amount: { type: "integer" }, currency } };
    return description(Object.fromEntries(paths), { Money: money, ...Object.fromEntries(own) });
  });
}

/** Schemas that all lead to each other; the last one is changed. */
export function recursive(count: number): Grown {
  return both((isNew) => {
    const node = (i: number): Json => ({
      type: "object",
      properties: {
        name: { type: "string", ...(isNew && i === count - 1 && { maxLength: 20 }) },
        next: reference(`Node${(i + 1) % count}`),
        other: reference(`Node${(i * 7) % count}`),
        all: { type: "array", items: reference(`Node${(i + count - 1) % count}`) },
      },
    });
    const nodes = Object.fromEntries(list(count, (i): [string, Json] => [`Node${i}`, node(i)]));
    return description({ "/nodes": { get: operation("Node0") } }, nodes);
  });
}

/** A chain of schemas, each of which is the next one and a property more; the last one is changed. */
export function chain(depth: number): Grown {
  return both((isNew) => {
    const link = (i: number): Json => {
      const type = isNew && i === depth - 1 ? "integer" : "string";
      const own = { type: "object", properties: { [`p${i}`]: { type } } };
      return i === depth - 1 ? own : { allOf: [reference(`Link${i + 1}`), own] };
    };
    const links = Object.fromEntries(list(depth, (i): [string, Json] => [`Link${i}`, link(i)]));
    return description({ "/links": { get: operation("Link0") } }, links);
  });
}

/** A choice among branches that are written in place: in another order, one changed, one gone, and one new. */
export function choice(count: number): Grown {
  return both((isNew) => {
    const branches = list(count, (i) => branch(isNew ? count - i : i, isNew));
    return description({ "/events": { get: operation("Event") } }, { Event: { oneOf: branches } });
  });
}

function both(make: (isNew: boolean) => JsonObject): Grown {
  return { base: make(false), revision: make(true) };
}

function list<T>(length: number, item: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}

function reference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function operation(schema: string): Json {
  const parameters = [{ name: "page", in: "query", schema: { type: "integer", minimum: 1 } }];
  const content = { "application/json": { schema: reference(schema) } };
  return { parameters, responses: { 200: { description: "", content } } };
}

function description(paths: JsonObject, schemas: JsonObject): JsonObject {
  return { openapi: "3.1.0", info: { title: "Grown", version: "1" }, paths, components: { schemas } };
}

function order(i: number, isNew: boolean): Json {
  const fields = Object.fromEntries(list(20, (n): [string, Json] => [`field${n}`, { type: "string", maxLength: 80 }]));
  const properties = {
    id: { type: "integer" },
    total: reference("Money"),
    [`only${i}`]: { type: "string" },
    ...fields,
  };
  return {
    type: "object",
    required: ["id"],
    properties: isNew ? { ...properties, id: { type: "string" } } : properties,
  };
}

function branch(i: number, isNew: boolean): Json {
  const value = { type: isNew && i === 3 ? "integer" : "string" };
  return { type: "object", required: ["kind"], properties: { kind: { const: `kind-${i}` }, [`value${i}`]: value } };
}
