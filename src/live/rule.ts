import type { Level } from "../config/level.ts";

/** What a deviation can be. Ids, levels and texts are read by reports and by `driftpin explain`. */
export interface LiveRule {
  readonly id: string;
  /** `none`: recorded and compared, but only told where the team gives the rule a level. */
  readonly level: Level | "none";
  /** What it means, in one line. */
  readonly text: string;
  readonly todo: string;
  /** What it does to someone's code. */
  readonly example?: string;
}
