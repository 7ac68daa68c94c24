/** A proposal for the team's code, and how far it was verified. */
export interface Suggestion {
  readonly kind: string;
  readonly applicability: "verified" | "likely" | "placeholder" | "advice";
  readonly text: string;
  /** A unified diff, where there is a patch. */
  readonly diff?: string;
}
