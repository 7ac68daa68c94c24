import type { CheckReport, DiffReport } from "./report.ts";

/**
 * The report itself, in pieces: a diff may tell a hundred thousand places. Each change of a diff takes one line, so that
 * line tools can read it too. Its schema is `schema/report.json`.
 */
export function* json(report: CheckReport | DiffReport): Generator<string> {
  if ("contracts" in report) {
    yield pretty(report);
    return;
  }
  const frame = pretty({ ...report, changes: [] });
  const start = frame.indexOf(noChanges) + noChanges.length - 1;
  yield frame.slice(0, start);
  yield* lines(report.changes);
  yield frame.slice(start);
}

/** A value as JSON for people and programs, with a line break at its end: the same value always gives the same bytes. */
export function pretty(value: object): string {
  return `${escaped(JSON.stringify(value, null, 2))}\n`;
}

const noChanges = '"changes": []';

/** About as many characters at once as a pipe takes. */
const pieceSize = 64 * 1024;

function* lines(values: readonly object[]): Generator<string> {
  let piece = "";
  let separator = "\n    ";
  for (const value of values) {
    piece += separator + JSON.stringify(value);
    separator = ",\n    ";
    if (piece.length < pieceSize) continue;
    yield escaped(piece);
    piece = "";
  }
  if (values.length > 0) yield `${escaped(piece)}\n  `;
}

/** In the log of a GitHub job, `##[name]` in a vendor's text would be a command; escaped, it is the same JSON. */
function escaped(text: string): string {
  return text.replaceAll("##[", "#\\u0023[");
}
