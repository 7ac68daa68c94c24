/** A text that is put into another one, which keeps all that it had. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A text with others put into it. */
export interface Inserted {
  readonly text: string;
  /** Where in the text before it a place in this one is; what was put in is where it was put. */
  readonly original: (position: number) => number;
}

/** Puts texts into another, those of one place in the order given. */
export function insert(into: string, insertions: readonly Insertion[]): Inserted {
  const sorted = insertions.toSorted((a, b) => a.at - b.at);
  const starts = sorted.map(({ at, text }, i) => {
    const from = at + sorted.slice(0, i).reduce((sum, before) => sum + before.text.length, 0);
    return { at, from, to: from + text.length };
  });
  const pieces = sorted.map(({ at, text }, i) => into.slice(sorted[i - 1]?.at ?? 0, at) + text);
  return {
    text: pieces.join("") + into.slice(sorted.at(-1)?.at ?? 0),
    original(position) {
      const last = starts.findLast(({ from }) => from <= position);
      return last === undefined ? position : last.at + Math.max(0, position - last.to);
    },
  };
}
