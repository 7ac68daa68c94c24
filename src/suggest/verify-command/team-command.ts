import type { Verify } from "../../config/schema.ts";

/** What the configuration says of the command, and where it lies. */
export interface TeamCommand extends Verify {
  /** Absolute folder of the configuration: patches have their paths from there, and the command runs in its counterpart. */
  readonly folder: string;
  /** Names of the environment variables that the configuration takes its secrets from. */
  readonly secrets: readonly string[];
  /** What else is new where the patches are for: the pin of the new contract, with its types. */
  readonly beside: readonly NewText[];
}

/** A file as it is to be, with its path from the configuration's folder. */
export interface NewText {
  readonly file: string;
  readonly text: string;
}
