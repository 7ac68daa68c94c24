/** How much a finding matters. Ordered: `breaking` first. `none` in a configuration hides a rule. */
export const levels = ["breaking", "warning", "info"] as const;
export type Level = (typeof levels)[number];
