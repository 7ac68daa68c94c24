/** One thing to show, as alternatives: the fullest first, the shortest last. Each is whole: no fence or tag stays open. */
export type Block = readonly (() => string)[];

/** The head, then as much of the blocks as fits into the budget (code points), then how many were left out. */
export function assemble(head: string, blocks: readonly Block[], budget: number): string {
  const parts = [head];
  let room = budget - codePoints(head) - noteLength;
  for (const block of blocks) {
    const part = firstThatFits(block, room - separator.length);
    if (part === undefined) continue;
    parts.push(part);
    room -= codePoints(part) + separator.length;
  }
  const leftOut = blocks.length + 1 - parts.length;
  return join(leftOut > 0 ? [...parts, note(leftOut)] : parts);
}

/** Blocks, with a blank line between. */
export function join(parts: readonly string[]): string {
  return parts.join(separator);
}

/** Code points of the parts and their separators, one more than `join` puts: GitHub counts code points, not UTF-16 units. */
export function length(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + codePoints(part) + separator.length, 0);
}

function firstThatFits(block: Block, room: number): string | undefined {
  for (const alternative of block) {
    const part = alternative();
    if (codePoints(part) <= room) return part;
  }
  return undefined;
}

function note(leftOut: number): string {
  return `${leftOut} more ${leftOut === 1 ? "part" : "parts"} did not fit here; the JSON report has everything.`;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const separator = "\n\n";
const noteLength = note(1_000_000).length + separator.length;
