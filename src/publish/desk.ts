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

/** Writes notes down, each once: what stops one action often stops the next in the same way. */
export function noting(notes: Note[]): Desk["note"] {
  return (note) => {
    if (!notes.some(({ text, todo }) => text === note.text && todo === note.todo)) notes.push(note);
  };
}
