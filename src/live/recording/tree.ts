import type { FoundOperation } from "../../contract/operations.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { fits, type Segment, segmentsOf } from "./template.ts";

/** Path templates by their segments. */
export interface Node {
  readonly literals: Map<string, Node>;
  readonly mixed: { readonly pieces: readonly string[]; readonly node: Node }[];
  /** Below a parameter of one segment, and below one of several. */
  readonly parameter: { node?: Node };
  readonly spanning: { node?: Node };
  readonly leaves: Leaf[];
}

/** The operations of one path template. */
export interface Leaf {
  readonly path: string;
  /** Pairs that the query must have, where the template spells a query. */
  readonly query: URLSearchParams;
  readonly operations: FoundOperation[];
}

/** The tree of a document's path templates. */
export function tree(document: JsonObject, operations: readonly FoundOperation[]): Node {
  const root = node();
  for (const [path, alike] of byPath(operations)) {
    const leaf = { path, query: queryOf(path), operations: alike };
    const segments = segmentsOf(path);
    plant(root, segments, new Set(), leaf);
    const wide = alike.flatMap((operation) => spanning(document, operation));
    if (wide.length > 0) plant(root, segments, new Set(wide), leaf);
  }
  return root;
}

function byPath(operations: readonly FoundOperation[]): ReadonlyMap<string, FoundOperation[]> {
  const paths = new Map<string, FoundOperation[]>();
  for (const found of operations) {
    const alike = paths.get(found.operation.path);
    if (alike) alike.push(found);
    else paths.set(found.operation.path, [found]);
  }
  return paths;
}

function node(): Node {
  return { literals: new Map(), mixed: [], parameter: {}, spanning: {}, leaves: [] };
}

function queryOf(path: string): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(path)?.[1] ?? "");
}

function plant(root: Node, segments: readonly Segment[], wide: ReadonlySet<string>, leaf: Leaf): void {
  const end = segments.reduce((at, segment) => child(at, segment, wide), root);
  end.leaves.push(leaf);
}

function child(at: Node, segment: Segment, wide: ReadonlySet<string>): Node {
  if (segment.kind === "literal") {
    const next = at.literals.get(segment.text) ?? node();
    at.literals.set(segment.text, next);
    return next;
  }
  if (segment.kind === "mixed") {
    const next = node();
    at.mixed.push({ pieces: segment.pieces, node: next });
    return next;
  }
  const holder = wide.has(segment.name) ? at.spanning : at.parameter;
  holder.node ??= node();
  return holder.node;
}

/** Parameters that may hold slashes, as GitHub marks them, or as OpenAPI 3.2 lets them be sent (section 4.12.2). */
function spanning(document: JsonObject, { node: operation, item }: FoundOperation): string[] {
  return [item, operation].flatMap((holder) => {
    const listed = own(holder, "parameters");
    return Array.isArray(listed) ? listed.flatMap((one: Json) => nameIfSpanning(document, one)) : [];
  });
}

function nameIfSpanning(document: JsonObject, parameter: Json): string[] {
  const target = follow(document, parameter);
  if ("dangling" in target || !isObject(target.node) || target.node.in !== "path") return [];
  const { name, allowReserved, "x-multi-segment": isMarked } = target.node;
  return typeof name === "string" && (allowReserved === true || isMarked === true) ? [name] : [];
}

/** The templates that fit a path and a query, the most specific first. Each place is passed once, whatever the templates. */
export function* leaves(
  root: Node,
  segments: readonly string[],
  query: URLSearchParams,
  at = 0,
  seen = new Map<Node, Set<number>>(),
): Generator<Leaf> {
  const passed = seen.get(root) ?? new Set();
  if (passed.has(at)) return;
  seen.set(root, passed.add(at));
  const text = segments[at];
  if (text === undefined) {
    yield* root.leaves.filter((leaf) => asks(leaf, query)).sort((a, b) => b.query.size - a.query.size);
    return;
  }
  for (const next of below(root, text)) yield* leaves(next, segments, query, at + 1, seen);
  if (root.spanning.node === undefined) return;
  for (let end = at + 1; end <= segments.length; end++) yield* leaves(root.spanning.node, segments, query, end, seen);
}

function below({ literals, mixed, parameter }: Node, text: string): Node[] {
  const literal = literals.get(text);
  return [
    ...(literal ? [literal] : []),
    ...mixed.filter(({ pieces }) => fits(pieces, text)).map(({ node }) => node),
    ...(parameter.node && text !== "" ? [parameter.node] : []),
  ];
}

function asks({ query: wanted }: Leaf, query: URLSearchParams): boolean {
  return [...wanted].every(([name, value]) => query.getAll(name).includes(value));
}
