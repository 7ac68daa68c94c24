import { canonical, type Json } from "../../json.ts";
import { distinct } from "../edits.ts";
import type { Edit, Suggestion } from "../suggestion.ts";

/** Suggestions that change the same, and so pass or fail as one. */
export interface Patch {
  readonly edits: readonly Edit[];
  readonly suggestions: readonly Suggestion[];
}

/** The patches among suggestions that the compiler verified, in their order. */
export function patchesOf(suggestions: readonly Suggestion[]): Patch[] {
  const patches = new Map<string, Patch>();
  for (const suggestion of suggestions) {
    const edits = distinct(suggestion.edits ?? []);
    if (suggestion.applicability !== "verified" || edits.length === 0) continue;
    const key = canonical(edits.map(({ file, start, end, text }): Json => [file, start, end, text]));
    const alike = patches.get(key)?.suggestions ?? [];
    patches.set(key, { edits, suggestions: [...alike, suggestion] });
  }
  return [...patches.values()];
}
