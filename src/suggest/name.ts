import type { Subject } from "../impact/use.ts";
import { tokens } from "../json.ts";

/** What people call a subject: the name of a parameter or header, the last member of a place; undefined for the others. */
export function nameOf(subject: Subject): string | undefined {
  if ("name" in subject) return subject.name;
  return "pointer" in subject ? tokens(subject.pointer).at(-1) : undefined;
}
