import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import { isJavaScript } from "../../impact/project/types.ts";
import { newline, quote, semicolon } from "../style.ts";
import type { Style } from "./write.ts";

/** How a file of the team's is written, for a file that is to lie beside it. */
export function styleOf(file: ts.SourceFile, project: Project, isAsked: boolean): Style {
  const { ts, program } = project;
  const isTyped = !isJavaScript(file);
  const isChecked = program.getCompilerOptions().checkJs === true || /^\s*\/\/ *@ts-check\b/m.test(file.text);
  return {
    quoted: (text) => quote(text, file, ts),
    indent: /^(\t| {2,8})(?=[^\s*])/m.exec(file.text)?.[1] ?? "  ",
    end: semicolon(file),
    types: isTyped ? "typescript" : isChecked ? "jsdoc" : "none",
    module: isCommonJs(file, project) ? "commonjs" : "esm",
    isAsked,
  };
}

/** Whether a file of JavaScript is a CommonJS module: by what it says, else by what its neighbours do. */
export function isCommonJs(file: ts.SourceFile, { sources }: Project): boolean {
  if (/\.cjs$/.test(file.fileName)) return true;
  if (!/\.jsx?$/.test(file.fileName)) return false;
  return (
    kindOf(file) === "commonjs" || (kindOf(file) === undefined && sources.some((one) => kindOf(one) === "commonjs"))
  );
}

function kindOf({ text }: ts.SourceFile): "esm" | "commonjs" | undefined {
  if (/^\s*(import\b[^(]|export\b)/m.test(text)) return "esm";
  return /\brequire\s*\(|\bmodule\.exports\b|^\s*exports\./m.test(text) ? "commonjs" : undefined;
}

/** Text in the line ends of a file. */
export function inLinesOf(file: ts.SourceFile, text: string): string {
  return text.replaceAll("\n", newline(file));
}

/** The ending of a new file beside one: JSX is in neither. */
export function endingBeside({ fileName }: ts.SourceFile): string {
  return /\.[cm]?[jt]sx?$/.exec(fileName)?.[0].replace(/x$/, "") ?? ".js";
}
