import type { Runtime } from "../runtime/index.ts";
import type { GitHub } from "./github/client.ts";
import type { Ours } from "./ours.ts";
import type { Note } from "./publication.ts";

/** What writing needs: GitHub, how to know our own issues there, time, and somewhere to say what went wrong. */
export interface Desk {
  readonly github: GitHub;
  readonly ours: Ours;
  readonly runtime: Runtime;
  readonly note: (note: Note) => void;
}
