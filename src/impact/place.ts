/** How a place was found, most certain first. */
export const certainties = ["compiled", "typed", "called", "mentioned"] as const;

/** A line of the team's code that a finding reaches. */
export interface CodePlace {
  /** Relative to the configuration's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly certainty: (typeof certainties)[number];
  /** It is in a test of the team's, or in what stands in for something there. */
  readonly test?: true;
  /** The line itself, trimmed and short; what looks like a secret is masked. */
  readonly frame?: string;
  /** The class, method or function around it: `Shop.order`. */
  readonly symbol?: string;
  /** How it reaches what changed, in a few words. */
  readonly how?: string;
}
