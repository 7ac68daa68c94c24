import { parsePatch, type StructuredPatchHunk } from "diff";

/** Lines of a file, and what stands there instead. */
export interface ReplacedLines {
  /** Relative to the configuration's folder. */
  readonly file: string;
  /** The first line and the last, counted from 1, in the file as it is. */
  readonly start: number;
  readonly end: number;
  /** Without line ends; none where the lines go. */
  readonly lines: readonly string[];
}

/**
 * The whole lines that a unified diff replaces, each run of them on its own. Where it only inserts, the line before is
 * replaced by itself and what is new; at the beginning of a file, the first line.
 */
export function replacedLines(diff: string): ReplacedLines[] {
  return parsePatch(diff).flatMap(({ newFileName = "", hunks }) =>
    hunks.flatMap((hunk) => runsIn(hunk).map((run) => ({ file: newFileName.replace(/^b\//, ""), ...run }))),
  );
}

/** The files that a unified diff makes, with paths from the configuration's folder: they have no lines to replace. */
export function madeFiles(diff: string): string[] {
  const made = parsePatch(diff).filter(({ oldFileName }) => oldFileName === "/dev/null");
  return made.map(({ newFileName = "" }) => newFileName.replace(/^b\//, ""));
}

type Run = Omit<ReplacedLines, "file">;

/** A line of a hunk: kept, gone or new, and where it is, or would be, in the file as it is. */
interface HunkLine {
  readonly sign: string;
  readonly text: string;
  readonly at: number;
}

function runsIn({ oldStart, lines }: StructuredPatchHunk): Run[] {
  const told = numbered(lines, oldStart);
  const runs = told.flatMap((line, i) => {
    if (line.sign === " " || (i > 0 && told[i - 1]?.sign !== " ")) return [];
    const end = told.findIndex(({ sign }, at) => at > i && sign === " ");
    return [{ changed: told.slice(i, end < 0 ? undefined : end), before: told[i - 1], after: told[end] }];
  });
  return runs.flatMap(({ changed, before, after }) => anchored(changed, before, after) ?? []);
}

function numbered(lines: readonly string[], start: number): HunkLine[] {
  let at = start;
  return lines
    .filter((line) => !line.startsWith("\\")) // "\ No newline at end of file"
    .map((line) => {
      const numbered = { sign: line.charAt(0), text: line.slice(1).replace(/\r$/, ""), at };
      if (numbered.sign !== "+") at += 1;
      return numbered;
    });
}

/** Undefined in an empty file, which has no line to replace. */
function anchored(
  changed: readonly HunkLine[],
  before: HunkLine | undefined,
  after: HunkLine | undefined,
): Run | undefined {
  const gone = changed.filter(({ sign }) => sign === "-");
  const lines = changed.filter(({ sign }) => sign === "+").map(({ text }) => text);
  const [first, last] = [gone[0], gone.at(-1)];
  if (first && last) return { start: first.at, end: last.at, lines };
  if (before) return { start: before.at, end: before.at, lines: [before.text, ...lines] };
  return after && { start: after.at, end: after.at, lines: [...lines, after.text] };
}
