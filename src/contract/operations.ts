import { isObject, type JsonObject, join, own } from "../json.ts";
import { literal } from "../literal.ts";
import { methods, type Operation } from "./contract.ts";
import { follow } from "./reference.ts";

/** An operation as it is written in a document. */
export interface FoundOperation {
  /** Method and path template as the document has them. */
  readonly operation: Operation;
  /** The Operation Object. */
  readonly node: JsonObject;
  /** JSON Pointer to where it is written, behind the path item's `$ref`. */
  readonly pointer: string;
  /** The Path Item Object, with its `parameters` and `servers`. */
  readonly item: JsonObject;
  readonly itemPointer: string;
}

/** Every operation of the document's paths, in document order. Path items that cannot be read have none. */
export function operations(document: JsonObject): Operation[] {
  return all(document).map(({ operation }) => operation);
}

/** The same operations, each with where it is written. */
export function all(document: JsonObject): readonly FoundOperation[] {
  const known = found.get(document);
  if (known) return known;
  const { paths } = document;
  const listed = isObject(paths) ? Object.keys(paths).flatMap((path) => ofPath(document, paths, path)) : [];
  found.set(document, listed);
  return listed;
}

const found = new WeakMap<JsonObject, readonly FoundOperation[]>();

function ofPath(document: JsonObject, paths: JsonObject, path: string): FoundOperation[] {
  const reached = path.startsWith("/") ? follow(document, own(paths, path) ?? null, join("/paths", path)) : undefined;
  if (!reached || "dangling" in reached || !isObject(reached.node)) return [];
  const { node: item, pointer: itemPointer } = reached;
  const others = own(item, "additionalOperations");
  return [
    ...methods.map((method) => ({ method, holder: item, pointer: join(itemPointer, method) })),
    ...Object.keys(isObject(others) ? others : {}).map((method) => ({
      method,
      holder: isObject(others) ? others : {},
      pointer: join(itemPointer, "additionalOperations", method),
    })),
  ].flatMap(({ method, holder, pointer }) => {
    const node = own(holder, method);
    return isObject(node) ? [{ operation: { method, path }, node, pointer, item, itemPointer }] : [];
  });
}

/** What people call an operation: `GET /orders/{id}`. */
export function operationName({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The operation of that name (`GET /orders/{id}`); names of path parameters do not matter. */
export function find(document: JsonObject, name: string): FoundOperation | undefined {
  const alike = byName(document).get(anonymous(name)) ?? [];
  return alike.find(({ operation }) => operationName(operation) === name) ?? alike[0];
}

/** Operations by their anonymous names. */
function byName(document: JsonObject): ReadonlyMap<string, readonly FoundOperation[]> {
  const known = named.get(document);
  if (known) return known;
  const index = new Map<string, FoundOperation[]>();
  for (const one of all(document)) {
    const name = anonymous(operationName(one.operation));
    const alike = index.get(name);
    if (alike) alike.push(one);
    else index.set(name, [one]);
  }
  named.set(document, index);
  return index;
}

const named = new WeakMap<JsonObject, ReadonlyMap<string, readonly FoundOperation[]>>();

/** A path template, or an operation's name, without the names of its parameters. */
export function anonymous(name: string): string {
  return name.replaceAll(/\{[^{}]*\}/g, "{}");
}

/**
 * The operation that answers a request for a path (without the server's base path; a query is ignored). Where several
 * templates fit, the one that is concrete for longer wins.
 * @see OpenAPI 3.2.0, section 4.8.2 (Path Templating Matching)
 */
export function match(document: JsonObject, method: string, path: string): FoundOperation | undefined {
  const [concrete = ""] = path.split(/[?#]/, 1);
  return all(document)
    .filter(
      ({ operation }) => operation.method.toUpperCase() === method.toUpperCase() && fits(operation.path, concrete),
    )
    .sort((a, b) => compareSpecificity(a.operation.path, b.operation.path))[0];
}

function fits(template: string, path: string): boolean {
  const literals = template.split(/\{[^{}]*\}/).map(literal);
  return new RegExp(`^${literals.join("[^/]+")}$`).test(path);
}

/** Literal text sorts before a parameter, segment by segment from the left. */
function compareSpecificity(a: string, b: string): number {
  const [left, right] = [weights(a), weights(b)];
  const at = left.findIndex((weight, i) => weight !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** Per segment, 0 for a literal, 1 for a parameter within literal text, 2 for a whole parameter. */
function weights(template: string): number[] {
  return template.split("/").map((segment) => (segment.includes("{") ? (/^\{[^{}]*\}$/.test(segment) ? 2 : 1) : 0));
}
