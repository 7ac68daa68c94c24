import type { Reach } from "../impact/index.ts";
import type { Project } from "../impact/project/index.ts";
import { type CompileError, newWherever } from "../impact/witness/errors.ts";
import type { Witness } from "../impact/witness/index.ts";
import { applied, byFile } from "./edits.ts";
import { projectsOf } from "./projects.ts";
import type { Edit } from "./suggestion.ts";

/**
 * Whether edits bring no new error, and leave none where they are made: in memory, the code with them is compiled against
 * the types of the published contract, untyped calls with those types put in. What was wrong before, with either contract,
 * is no fault of theirs. Nothing passes where a contract has no types.
 */
export function isSound(edits: readonly Edit[], { witnesses, uses }: Pick<Reach, "witnesses" | "uses">): boolean {
  const files = byFile(edits);
  const projects = projectsOf(uses);
  const known = new Set(projects.flatMap(({ sources, pathOf }) => sources.map(pathOf)));
  const beside = [...files].filter(([file]) => !known.has(file));
  const concerned = projects.flatMap((project) => {
    const changed = changedIn(project, files);
    const more = beside.map(([file, own]) => changedBeside(project, file, own));
    return changed.length > 0 ? [{ changed: [...changed, ...more], witness: witnesses.get(project) }] : [];
  });
  return concerned.every(({ changed, witness }) => witness !== undefined && passes(changed, witness()));
}

/** A file of a project with its edits. */
interface Changed {
  /** Absolute, with slashes. */
  readonly file: string;
  readonly edits: readonly Edit[];
  /** As it is to be. */
  readonly text: string;
}

function changedIn({ sources, pathOf }: Project, files: ReadonlyMap<string, readonly Edit[]>): Changed[] {
  return sources.flatMap((source) => {
    const edits = files.get(pathOf(source));
    return edits ? [{ file: source.fileName, edits, text: applied(source.text, edits) }] : [];
  });
}

/** A file that is new, or that the configuration does not name, goes with those that are changed with it. */
function changedBeside({ program, ts, fileAt }: Project, path: string, edits: readonly Edit[]): Changed {
  const file = fileAt(path);
  const text = program.getSourceFile(file)?.text ?? ts.sys.readFile(file) ?? "";
  return { file, edits, text: applied(text, edits) };
}

function passes(changed: readonly Changed[], { after, broken }: Witness): boolean {
  const left = after(new Map(changed.map(({ file, text }) => [file, text])));
  return newWherever(left, broken).length === 0 && !left.some((error) => changed.some((one) => isTouched(error, one)));
}

/** Whether an error is on a line that an edit changed. */
function isTouched({ file, start: position }: CompileError, changed: Changed): boolean {
  if (file !== changed.file) return false;
  const { text, edits } = changed;
  let shift = 0;
  return edits.some((edit) => {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    const lineEnd = text.indexOf("\n", end);
    return text.lastIndexOf("\n", start - 1) < position && (lineEnd < 0 || position <= lineEnd);
  });
}
