/** The lines of a YAML text, and how deep each stands. */
export interface Outline {
  readonly text: string;
  readonly count: number;
  /** Offset of each line, and of the end of the text. */
  readonly starts: readonly number[];
  /**
   * Twice the columns of space before each line, one more for an element of a list, which may stand in the column of its
   * key. What belongs to the line above wherever it stands, a blank line or a comment, is deeper than anything.
   */
  readonly depths: readonly number[];
}

/** A run of lines, the last one left out. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A key with all that is deeper below it. */
export interface Entry extends Lines {
  /** The key's line: comments may stand above the first key. */
  readonly key: number;
}

export function outline(text: string): Outline {
  const starts: number[] = [];
  const depths: number[] = [];
  for (let start = 0; start < text.length; ) {
    starts.push(start);
    depths.push(depthOf(text, start));
    const end = text.indexOf("\n", start);
    start = end < 0 ? text.length : end + 1;
  }
  starts.push(text.length);
  return { text, count: depths.length, starts, depths };
}

function depthOf(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === space) at += 1;
  const code = text.charCodeAt(at);
  if (code === lineFeed || code === carriageReturn || code === hash || Number.isNaN(code)) return deepest;
  const isElement = code === dash && !(text.charCodeAt(at + 1) > space);
  return 2 * (at - start) + Number(isElement);
}

const [lineFeed, carriageReturn, space, hash, dash] = [0x0a, 0x0d, 0x20, 0x23, 0x2d];
const deepest = 2 ** 30;

export function textOf({ text, starts }: Outline, { from, to }: Lines): string {
  return text.slice(starts[from], starts[to]);
}

/** The entries of a block mapping. Undefined where a line stands further out than the first one, or in a list. */
export function entriesIn({ depths }: Outline, { from, to }: Lines): Entry[] | undefined {
  let first = from;
  while (first < to && depths[first] === deepest) first += 1;
  const depth = depths[first] ?? deepest;
  if (depth === deepest || depth % 2 === 1) return undefined;
  const keys = [first];
  for (let line = first + 1; line < to; line += 1) {
    const here = depths[line] ?? deepest;
    if (here < depth) return undefined;
    if (here === depth) keys.push(line);
  }
  return keys.map((key, i) => ({ from: i === 0 ? from : key, key, to: keys[i + 1] ?? to }));
}
