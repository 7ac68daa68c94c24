/** A place in a file that a person can open. Lines and columns count from 1. */
export interface Where {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What an error tells: what happened, where, and what the reader can do about it. */
export interface Problem {
  readonly what: string;
  readonly where?: Where | undefined;
  readonly todo?: string | undefined;
  readonly cause?: unknown;
  /** What else is wrong at the same time, so that a reader need not come back for each. */
  readonly also?: readonly DriftpinError[] | undefined;
}

/**
 * An error that a person is meant to read. Its message is one line, `file:line:column CODE what: todo`, and one more for
 * each that came `also`. It may tell of a vendor's names, so it holds nothing that a terminal would obey.
 * Anything else that is thrown is a defect of driftpin's own.
 */
export abstract class DriftpinError extends Error {
  readonly what: string;
  readonly where: Where | undefined;
  readonly todo: string | undefined;

  constructor(
    readonly code: `DP${number}`,
    { what, where, todo, cause, also = [] }: Problem,
  ) {
    const line = [...(where ? [place(where)] : []), code, what].join(" ") + (todo ? `: ${todo}` : "");
    super([plain(line), ...also.map(({ message }) => message)].join("\n"), { cause });
    this.name = new.target.name;
    this.what = plain(what);
    this.where = where && { ...where, file: plain(where.file) };
    this.todo = todo && plain(todo);
  }
}

/** The command line, the configuration or a named file is wrong: the reader changes it. Exit code 2. */
export class UsageError extends DriftpinError {}

/** Something outside could not be reached, read or trusted, so nothing is known about it. Exit code 3. */
export class CouldNotCheckError extends DriftpinError {}

/** Control characters, line ends and marks that turn the direction of text, as spaces. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, " ");
}

/** `file:line:column`, as editors and terminals understand it. */
export function place({ file, line, column }: Where): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}
