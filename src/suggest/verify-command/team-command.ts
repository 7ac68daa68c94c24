import type { Verify } from "../../config/schema.ts";

/** What the configuration says of the command, and where it lies. */
export interface TeamCommand extends Verify {
  /** Absolute folder of the configuration: patches have their paths from there, and the command runs in its counterpart. */
  readonly folder: string;
  /** Names of the environment variables that the configuration takes its secrets from. */
  readonly secrets: readonly string[];
}
