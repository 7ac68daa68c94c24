import type { Testimony } from "./testimony.ts";

/** With which contract one answer agrees at a changed place, and how that shows. */
export interface Seen {
  readonly agrees: "published" | "pinned" | "neither";
  /** In a sentence, for a person. */
  readonly evidence: string;
}

/** What was seen, and in which answer. */
export interface Sight extends Seen {
  readonly by: Testimony;
}
