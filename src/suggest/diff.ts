import { formatPatch, structuredPatch } from "diff";
import { applied, byFile } from "./edits.ts";
import type { Edit } from "./suggestion.ts";

/**
 * A unified diff that `git apply` takes, for one or many files in the order of their paths.
 * @param textOf the text of a file as it is; undefined where there is none, and the edits make it
 */
export function unifiedDiff(edits: readonly Edit[], textOf: (file: string) => string | undefined): string {
  return [...byFile(edits)].map(([file, own]) => diffOf(file, textOf(file), own)).join("");
}

function diffOf(file: string, known: string | undefined, edits: readonly Edit[]): string {
  const text = known ?? "";
  const from = known === undefined ? "/dev/null" : `a/${file}`;
  const patch = structuredPatch(from, `b/${file}`, text, applied(text, edits), undefined, undefined, { context: 3 });
  const lines = formatPatch(patch).split("\n");
  const diff = lines.slice(lines.findIndex((line) => line.startsWith("--- "))).join("\n");
  return known === undefined ? `diff --git a/${file} b/${file}\nnew file mode 100644\n${diff}` : diff;
}
