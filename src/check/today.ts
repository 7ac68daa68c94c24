import type { Runtime } from "../runtime/index.ts";

/** The day that it is (UTC), as `2026-01-31`: what announced ends are held against. */
export function today({ clock }: Pick<Runtime, "clock">): string {
  return clock.now().toISOString().slice(0, 10);
}
