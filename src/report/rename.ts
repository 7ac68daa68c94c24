import type { Rename } from "../diff/change.ts";

/** One line that offers another name, and says why: `probably renamed to total_amount: same shape, similar name`. */
export function probably({ to, evidence }: Rename): string {
  return `probably renamed to ${to}: ${evidence.join(", ")}`;
}
