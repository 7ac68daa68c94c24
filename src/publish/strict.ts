import type { Publish } from "../config/schema.ts";
import type { Publication } from "./publication.ts";

/** Whether the run has to fail because the token was not permitted to publish all of it: only where the team wants that. */
export function failsStrictly({ notes }: Publication, { strict }: Pick<Publish, "strict">): boolean {
  return strict && notes.some(({ lacks }) => lacks !== undefined);
}
