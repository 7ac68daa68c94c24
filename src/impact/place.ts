/** A line of the team's code that a finding reaches. */
export interface CodePlace {
  /** Relative to the configuration's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** How it was found, most certain first. */
  readonly certainty: "compiled" | "typed" | "called" | "mentioned";
}
