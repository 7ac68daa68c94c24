/** A proposal for the team's code, and how far it was verified. */
export interface Suggestion {
  readonly kind: string;
  readonly applicability: Applicability;
  readonly text: string;
  /** What a patch changes, by file and place; absent for advice. */
  readonly edits?: readonly Edit[];
  /** The same as a unified diff, with paths from the configuration's folder. */
  readonly diff?: string;
  /** What the team's own command says of a patch that the compiler verified; absent where none is configured. */
  readonly command?: "passes" | "fails" | "unknown";
  /** The last lines that the command printed where it did not pass; without secrets, but other ones each night. */
  readonly output?: string;
}

/**
 * How far a suggestion can be trusted, most first. `verified`: it type-checks against the new contract, with no new error,
 * does what the code did, and the team's own command passes with it, if there is one. `likely`: it type-checks, but may mean something else. `placeholder`: a person must supply
 * a value. `advice`: no patch, only the places and what to do.
 */
export const applicabilities = ["verified", "likely", "placeholder", "advice"] as const;
export type Applicability = (typeof applicabilities)[number];

/**
 * One replacement in the text of a file as it is; a file that is not there is an empty one, and comes into being. Offsets
 * count UTF-16 code units; equal ones insert.
 */
export interface Edit {
  /** Relative to the configuration's folder, with forward slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
