import { isSame } from "../impact/reached.ts";
import type { Subject } from "../impact/use.ts";

/** Whether a use is of the very thing that a drift is about, and not of something below it. */
export function isSamePlace(subject: Subject, about: Subject): boolean {
  if (subject.kind !== about.kind) return false;
  return "pointer" in subject && "pointer" in about ? subject.pointer === about.pointer : isSame(subject, about);
}
