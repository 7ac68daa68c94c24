/** The bytes of one entry, and where they begin in the file. */
export interface Cut {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** The text of an HTTP Archive, as it arrives. */
export interface Cutter {
  /** The entries that end in a chunk. */
  cut(chunk: Buffer): Cut[];
  /** What was read before the first entry; empty until that begins. */
  before(): Buffer;
  /** All that was read and is no entry: JSON with an empty list of entries, if the whole is JSON. */
  around(): Buffer;
}

/**
 * Cuts the entries out of an archive that begins with its `log`, so that each can be parsed by itself, and by the engine.
 * Only brackets, commas and strings are looked at: whether the text is JSON, those find who parse what was cut, and the
 * text around. Entries under a key that is spelt with escapes stay in the text around.
 */
export function cutter(): Cutter {
  const at: Position = { depth: 0, isString: false, isEscaped: false };
  const around: Buffer[] = [];
  let [tail, before, read, offset, count] = ["", Buffer.alloc(0), 0, 0, 0];
  let entry: Buffer[] | undefined;
  let isLog = true;

  const keep = (bytes: Buffer) => {
    around.push(Buffer.from(bytes));
    tail = (tail + bytes.subarray(-longestTail).toString("latin1")).slice(-longestTail);
  };
  const opensList = (byte: number | undefined) => {
    isLog &&= at.depth > 1;
    return isLog && byte === openList;
  };
  const begin = (start: number) => {
    entry = [];
    offset = start;
  };
  const end = (last: Buffer): Cut[] => {
    const bytes = entry?.length ? Buffer.concat([...entry, last]) : last;
    entry = undefined;
    const isNone = count === 0 && at.depth < 3 && bytes.toString().trim() === ""; // `[]` has a gap, and no entry
    count += 1;
    return isNone ? [] : [{ offset, bytes }];
  };
  /** Begins the first entry if a list opens here, and it is the one. */
  const open = (chunk: Buffer, from: number, to: number) => {
    if (!opensList(chunk[to - 1])) return from;
    keep(chunk.subarray(from, to));
    if (/"entries"\s*:\s*\[$/.test(tail)) {
      before = Buffer.concat(around);
      begin(read + to);
    }
    return to;
  };
  const cut = (chunk: Buffer) => {
    const found: Cut[] = [];
    let from = 0;
    for (let i = next(chunk, 0, at); i < chunk.length; i = next(chunk, i + 1, at)) {
      if (entry === undefined) {
        from = open(chunk, from, i + 1);
        continue;
      }
      found.push(...end(chunk.subarray(from, i)));
      if (chunk[i] === comma) begin(read + i + 1);
      from = entry ? i + 1 : i;
    }
    if (entry) entry.push(chunk.subarray(from));
    else keep(chunk.subarray(from));
    read += chunk.length;
    return found;
  };
  return { cut, before: () => before, around: () => Buffer.concat(around) };
}

/** Where the reader is: how many brackets are open, and whether within a string, or after a backslash in it. */
interface Position {
  depth: number;
  isString: boolean;
  isEscaped: boolean;
}

/** More than the key of the entries takes. */
const longestTail = 100;

const [quote, comma, openList, backslash, closeList, openObject, closeObject] = [
  0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d,
];

/** Where a member of the log, or an item of one, may begin or end, or the log itself; the chunk's length if nowhere. */
function next(chunk: Buffer, from: number, at: Position): number {
  let i = at.isString ? afterString(chunk, from, at) : from;
  while (i < chunk.length) {
    const byte = chunk[i] ?? 0;
    if (byte === quote) i = afterString(chunk, i + 1, at);
    else if (isBoundary(byte, at)) return i;
    else i += 1;
  }
  return i;
}

/** Members of the log are three brackets deep. */
function isBoundary(byte: number, at: Position): boolean {
  if (byte === comma) return at.depth === 3;
  if (byte === openObject || byte === openList) return ++at.depth === 3;
  return (byte === closeObject || byte === closeList) && --at.depth < 3;
}

function afterString(chunk: Buffer, from: number, at: Position): number {
  let i = at.isEscaped ? from + 1 : from;
  while (i < chunk.length) {
    const byte = chunk[i];
    if (byte === quote) {
      Object.assign(at, { isString: false, isEscaped: false });
      return i + 1;
    }
    i += byte === backslash ? 2 : 1;
  }
  Object.assign(at, { isString: true, isEscaped: i > chunk.length });
  return chunk.length;
}
