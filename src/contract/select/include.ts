import { distance } from "fastest-levenshtein";
import picomatch from "picomatch";
import { UsageError } from "../../errors.ts";
import type { JsonObject } from "../../json.ts";
import type { Operation } from "../contract.ts";
import { all, anonymous, type FoundOperation, operationName } from "../operations.ts";

/** The operations that an `include` entry names. */
export function included(document: JsonObject, entry: string): FoundOperation[] {
  const isNamed = named(entry);
  return all(document).filter(({ operation, node }) => isNamed(operation, tagsOf(node)));
}

/** Whether an entry names an operation: `METHOD /path` with globs (the method may be left out), or `tag:NAME`. */
export function named(entry: string): (operation: Operation, tags: readonly string[]) => boolean {
  if (entry.startsWith("tag:")) return (_, tags) => tags.includes(entry.slice("tag:".length));
  const [path = "", method = "*"] = entry.trim().split(/\s+/).reverse();
  const isMethod = picomatch(method.toUpperCase());
  // Braces, brackets and parentheses belong to path templates; only stars and question marks are patterns.
  const isPath = picomatch(path.replaceAll(/[()]/g, "\\$&"), {
    nobrace: true,
    nobracket: true,
    noextglob: true,
    nonegate: true,
    dot: true,
  });
  const same = anonymous(path);
  return (operation) =>
    isMethod(operation.method.toUpperCase()) && (anonymous(operation.path) === same || isPath(operation.path));
}

/** The tags of an Operation Object. */
export function tagsOf({ tags }: JsonObject): string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

/** Says that an entry names nothing, and what it may have meant. */
export function includesNothing(document: JsonObject, entry: string): UsageError {
  const names = entry.startsWith("tag:")
    ? all(document).flatMap(({ node }) => tagsOf(node).map((tag) => `tag:${tag}`))
    : all(document).map(({ operation }) => operationName(operation));
  const nearest = [...new Set(names)]
    .map((name) => ({ name, far: distance(name, entry) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => `"${name}"`);
  return new UsageError("DP3101", {
    what: `include "${entry}" matches no operation of the description`,
    todo: nearest.length > 0 ? `the nearest are ${nearest.join(", ")}` : "the description has no operations",
  });
}
