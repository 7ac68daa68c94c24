import { formatPatch, structuredPatch } from "diff";
import { applied, byFile } from "./edits.ts";
import type { Edit } from "./suggestion.ts";

/**
 * A unified diff that `git apply` takes, for one or many files in the order of their paths.
 * @param textOf the text of a file as it is
 */
export function unifiedDiff(edits: readonly Edit[], textOf: (file: string) => string): string {
  return [...byFile(edits)].map(([file, own]) => diffOf(file, textOf(file), own)).join("");
}

function diffOf(file: string, text: string, edits: readonly Edit[]): string {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, text, applied(text, edits), undefined, undefined, {
    context: 3,
  });
  const lines = formatPatch(patch).split("\n");
  return lines.slice(lines.findIndex((line) => line.startsWith("--- "))).join("\n");
}
