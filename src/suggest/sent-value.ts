import type ts from "typescript";
import { mayBeNothing } from "../impact/project/types.ts";
import type { Use } from "../impact/use.ts";
import { put } from "./put.ts";
import type { Edit } from "./suggestion.ts";

/** The value that an object has for a member that is sent: of `{ id }`, the name itself. */
export function sentValue({ node, project: { ts } }: Use): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return parent.initializer;
  return ts.isShorthandPropertyAssignment(parent) && parent.name === node ? parent.name : undefined;
}

/**
 * Sends another value for a member. Undefined where the value is not in sight, or may be missing.
 * @param text what is sent; undefined where it is so already
 */
export function resent(use: Use, text: (value: ts.Expression) => string | undefined): Edit[] | undefined {
  const { ts, checker } = use.project;
  const value = sentValue(use);
  if (value === undefined) return undefined;
  const now = text(value);
  if (now === undefined) return [];
  return mayBeNothing(checker.getTypeAtLocation(value), ts) ? undefined : put(use, value, now);
}
