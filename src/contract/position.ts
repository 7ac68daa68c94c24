import type { Where } from "../errors.ts";
import type { SourceText } from "../source/source.ts";

/** Lines and columns (from 1, in UTF-16 units) of offsets, in one pass over the text. The offsets must ascend. */
export function positions(text: string, offsets: readonly number[]): Required<Omit<Where, "file">>[] {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf("\n");
  return offsets.map((offset) => {
    while (lineEnd >= 0 && lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf("\n", lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  });
}

/** The place of one offset. */
export function whereIs({ file, text }: SourceText, offset: number): Where {
  return { file, ...positions(text, [offset])[0] };
}
