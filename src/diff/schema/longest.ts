import type { View } from "./view.ts";

/** How many elements fit at most, as `maxItems` says, or a position at which nothing fits. Infinity: any number. */
export function longest(view: View): number {
  return Math.min(view.limits.get("maxItems") ?? Number.POSITIVE_INFINITY, endOf(view));
}

/**
 * Whether one of two schemas ends its arrays by `items: false` and the other by `maxItems`, so that only how many
 * elements fit is to be compared.
 * @see JSON Schema 2020-12 Core, section 10.3.1; Validation, section 6.4.1
 */
export function isCounted(base: View, revision: View): boolean {
  const isClosed = (view: View) => endOf(view) < Number.POSITIVE_INFINITY;
  return isClosed(base) !== isClosed(revision) && [base, revision].every((view) => longest(view) < Infinity);
}

/** The first position at which nothing fits. */
function endOf({ prefixItems, items }: View): number {
  const end = [...prefixItems, items].findIndex((schema) => schema?.some(({ node }) => node === false));
  return end < 0 ? Number.POSITIVE_INFINITY : end;
}
