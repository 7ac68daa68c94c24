import type { Edit } from "./suggestion.ts";

/** Edits by place, each once: the same change of the same place may come from several drifts. */
export function distinct(edits: readonly Edit[]): Edit[] {
  const known = new Map(edits.map((edit) => [`${edit.file} ${edit.start} ${edit.end} ${edit.text}`, edit]));
  return [...known.values()].sort(byPlace);
}

/** The edits of all parts; undefined where one of the parts cannot be done, for half of a patch is none. */
export function together(parts: readonly (readonly Edit[] | undefined)[]): Edit[] | undefined {
  const known = parts.flatMap((part) => (part === undefined ? [] : [part]));
  return known.length < parts.length ? undefined : known.flat();
}

/** Whether two of the edits, the same ones aside, change one place: then which of them comes first would matter. */
export function isConflict(edits: readonly Edit[]): boolean {
  const sorted = distinct(edits);
  return sorted.some((edit, i) => {
    const before = sorted[i - 1];
    return before?.file === edit.file && (edit.start < before.end || edit.start === before.start);
  });
}

/**
 * The text of a file with its edits made; the rest stays as it is, byte by byte. They must not conflict. A byte order
 * mark is no part of what offsets count.
 */
export function applied(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith("\uFEFF") ? 1 : 0;
  let [result, from] = [text.slice(0, mark), mark];
  for (const { start, end, text: replacement } of distinct(edits)) {
    result += text.slice(from, start + mark) + replacement;
    from = end + mark;
  }
  return result + text.slice(from);
}

/** The edits of each file, files by path. */
export function byFile(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const edit of distinct(edits)) files.set(edit.file, [...(files.get(edit.file) ?? []), edit]);
  return files;
}

function byPlace(a: Edit, b: Edit): number {
  const file = a.file < b.file ? -1 : Number(a.file > b.file);
  return file || a.start - b.start || a.end - b.end;
}
