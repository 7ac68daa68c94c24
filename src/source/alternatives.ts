import { nearest } from "../nearest.ts";

/** What to do about a name that is not there: the likeliest names that are, or some of them. */
export function alternatives(name: string, existing: readonly string[]): string {
  const near = nearest(name, existing, 3);
  if (near.length > 0) return `did you mean ${near.map((one) => `"${one}"`).join(" or ")}?`;
  if (existing.length === 0) return "there are none at all";
  const some = existing.slice(0, 5).join(", ");
  return `there ${existing.length > 5 ? `are ${some} and ${existing.length - 5} more` : `is ${some}`}`;
}
