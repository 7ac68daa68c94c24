import type { Json } from "../../json.ts";
import type { Applicator, View } from "../schema/view.ts";
import type { Schema } from "../side.ts";

/** Whether two nodes, the first of the outer document, say the same to a caller. */
export type Alike = (outer: Json | undefined, inner: Json | undefined) => boolean;

/** What fits where nothing is said. */
export const anything: Schema = [{ node: true, pointer: "" }];

/** Whether all schemas that the outer view applies to a part of a value are applied by the inner one too, as they are. */
export function appliedAlike(keyword: Applicator, outer: View, inner: View, alike: Alike): boolean {
  const given = inner.applied.get(keyword) ?? [];
  return (outer.applied.get(keyword) ?? []).every(({ node }) => given.some((other) => alike(node, other.node)));
}
