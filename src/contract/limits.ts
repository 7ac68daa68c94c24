import type { Json } from "../json.ts";

/** Levels of nesting; real descriptions stay under 50. Everything that walks a document recurses, so it must end. */
export const depthLimit = 500;

/** Values in one document; the largest real descriptions have some 800,000. */
export const nodesLimit = 5_000_000;

/** How a document exceeds the limits, in words; undefined where it does not. For a tree: values are not shared. */
export function excess(tree: Json): string | undefined {
  let left = nodesLimit;
  // Only containers are entered: most values are not, and a call for each would double the time.
  const fits = (node: object, depth: number): boolean => {
    if (depth > depthLimit) return false;
    if (Array.isArray(node)) {
      left -= node.length;
      return node.every(
        (element: unknown) => typeof element !== "object" || element === null || fits(element, depth + 1),
      );
    }
    for (const name in node) {
      const value: unknown = node[name as keyof typeof node];
      left -= 1;
      if (typeof value === "object" && value !== null && !fits(value, depth + 1)) return false;
    }
    return true;
  };
  if (typeof tree === "object" && tree !== null && !fits(tree, 1)) return `more than ${depthLimit} levels of nesting`;
  return left < 0 ? `more than ${nodesLimit} values` : undefined;
}

interface Extent {
  readonly nodes: number;
  readonly height: number;
}

/** The same for values that share parts (YAML aliases), counted as if every use were written out. */
export function expandedExcess(graph: Json): string | undefined {
  const known = new Map<object, Extent>();
  const endless: Extent = { nodes: Number.POSITIVE_INFINITY, height: 0 };
  const extent = (value: Json | undefined): Extent => {
    if (typeof value !== "object" || value === null) return { nodes: 1, height: 0 };
    const before = known.get(value);
    if (before) return before;
    known.set(value, endless); // met again before it is complete: it contains itself
    const parts = Object.values(value).map(extent);
    const whole = {
      nodes: parts.reduce((sum, part) => sum + part.nodes, 1),
      height: parts.reduce((highest, part) => Math.max(highest, part.height), 0) + 1,
    };
    known.set(value, whole);
    return whole;
  };
  const { nodes, height } = extent(graph);
  if (height > depthLimit) return `more than ${depthLimit} levels of nesting`;
  return nodes > nodesLimit ? `more than ${nodesLimit} values, its aliases written out` : undefined;
}
