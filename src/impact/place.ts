/** How a place was found, most certain first. */
export const certainties = ["compiled", "typed", "called", "mentioned"] as const;

/** A line of the team's code that a finding reaches. */
export interface CodePlace {
  /** Relative to the configuration's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly certainty: (typeof certainties)[number];
}
