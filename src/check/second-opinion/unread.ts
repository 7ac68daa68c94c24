import type { Change } from "../../diff/change.ts";
import { tokens } from "../../json.ts";

/** Counts the breaking causes that openapi-diff cannot see, by what it does not read. */
export function unread(changes: readonly Change[]): Record<string, number> {
  const roots = new Map<string, Set<string>>();
  for (const { level, pointer, root } of changes) {
    const part = level === "breaking" ? unreadPart(pointer) : undefined;
    if (part !== undefined) roots.set(part, (roots.get(part) ?? new Set()).add(root));
  }
  return Object.fromEntries([...roots].map(([part, { size }]) => [part, size]));
}

/**
 * What openapi-diff leaves out, by its own account, where a change is in such a part.
 * @see https://bitbucket.org/atlassian/openapi-diff/src/master/docs/OPENAPI3.md
 */
export function unreadPart(pointer: string): string | undefined {
  const [section = "", , method = "", part = "", ...below] = tokens(pointer);
  if (section !== "paths") return section;
  if (unreadParts.has(method)) return method;
  if (unreadParts.has(part)) return part;
  const type = below[below.indexOf("content") + 1];
  if (below.includes("content") && type !== undefined && !/^application\/json(;|$)/.test(type))
    return "other media types";
  return part === "requestBody" && below[0] === "required" ? "required bodies" : undefined;
}

const unreadParts: ReadonlySet<string> = new Set(["parameters", "security", "servers", "callbacks"]);
