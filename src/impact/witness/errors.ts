import type { Project } from "../project/index.ts";
import type { Inserted } from "./inserted.ts";

/** What the compiler says against a place of the team's code. */
export interface CompileError {
  /** Absolute, with slashes. */
  readonly file: string;
  /** Offsets into the text as it is on disk. */
  readonly start: number;
  readonly end: number;
  /** TypeScript's number of the message. */
  readonly code: number;
  /** The message with its reasons, a line each. */
  readonly text: string;
}

/** The errors of some files of a program, at their places in the texts before anything was put in. */
export function errorsIn(
  { ts, program }: Project,
  files: Iterable<string>,
  inserted: ReadonlyMap<string, Inserted>,
): CompileError[] {
  return [...files].flatMap((path) => {
    const file = program.getSourceFile(path);
    if (file === undefined) return [];
    const original = inserted.get(path)?.original ?? ((position: number) => position);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .filter(({ category }) => category === ts.DiagnosticCategory.Error)
      .map(({ start = 0, length = 0, code, messageText }) => ({
        file: path,
        start: original(start),
        end: original(start + length),
        code,
        text: ts.flattenDiagnosticMessageText(messageText, "\n"),
      }));
  });
}

/** Those that were not there before, at their very place. */
export function newAmong(errors: readonly CompileError[], before: readonly CompileError[]): CompileError[] {
  const known = new Set(before.map((error) => `${error.start} ${essence(error)}`));
  return errors.filter((error) => !known.has(`${error.start} ${essence(error)}`));
}

/** Those that were not there before, wherever: texts between them may have changed. As many as there were stay known. */
export function newWherever(errors: readonly CompileError[], before: readonly CompileError[]): CompileError[] {
  const left = new Map<string, number>();
  for (const error of before) left.set(essence(error), (left.get(essence(error)) ?? 0) + 1);
  return errors.filter((error) => {
    const count = left.get(essence(error)) ?? 0;
    left.set(essence(error), count - 1);
    return count <= 0;
  });
}

/** The message without the types that it spells out, which change with any property; the last reason is what it is about. */
function essence({ file, code, text }: CompileError): string {
  const reason = text.split("\n").at(-1) ?? "";
  return `${file} ${code} ${reason.trim().replaceAll(/'[^'\n]*\{.*?\}[^'\n]*'/g, "{}")}`;
}
