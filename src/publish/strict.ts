import type { Publish } from "../config/schema.ts";
import type { Publication } from "./publication.ts";

/** Whether the run has to fail because not all of it could be published, or told to hooks: only where the team wants that. */
export function failsStrictly({ notes }: Publication, { strict }: Pick<Publish, "strict">): boolean {
  return strict && notes.some(({ lacks, unsent }) => lacks !== undefined || unsent !== undefined);
}
