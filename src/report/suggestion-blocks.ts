import { madeFiles, type ReplacedLines, replacedLines } from "../suggest/replaced-lines.ts";
import type { Suggestion } from "../suggest/suggestion.ts";
import { code, paragraph, quoted, serialise, strong, words } from "./mdast.ts";
import { neutraliseCode } from "./neutralise.ts";

/**
 * Patches for review comments on GitHub: what each does, then the lines that it replaces, `path:12-14`, and a suggestion
 * block for them, which a click commits as it is. A text that cannot stand in a comment as it is gets no block.
 * @param folder way from the repository's root to the folder that the patches' files start from
 * @see https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/incorporating-feedback-in-your-pull-request
 */
export function suggestionBlocks(suggestions: readonly Suggestion[], folder: string): string {
  return suggestions.flatMap((one) => (one.diff === undefined ? [] : blocksOf(one, one.diff, folder))).join("\n\n");
}

function blocksOf({ applicability, text }: Suggestion, diff: string, folder: string): string[] {
  const replaced = replacedLines(diff);
  const all = replaced.length > 1 ? ` Take all ${replaced.length} blocks of it.` : "";
  return [
    serialise([paragraph(strong(words(applicability)), words(": "), quoted(`${text}${all}`))]),
    ...madeFiles(diff).map((file) => serialise([paragraph(code(pathOf(file, folder)), words(` is new: ${byPatch}`))])),
    ...replaced.flatMap((lines) => [serialise([paragraph(code(placeOf(lines, folder)))]), blockOf(lines)]),
  ];
}

const byPatch = "driftpin suggest | git apply makes it.";

function placeOf({ file, start, end }: ReplacedLines, folder: string): string {
  const path = pathOf(file, folder);
  return end > start ? `${path}:${start}-${end}` : `${path}:${start}`;
}

function pathOf(file: string, folder: string): string {
  return [folder, file].filter(Boolean).join("/");
}

/** By hand: no line of it may be another than the patch has, and none may be missing, be it empty. */
function blockOf({ lines }: ReplacedLines): string {
  const text = lines.map((line) => `${line}\n`).join("");
  if (neutraliseCode(text) !== text) return `It cannot be shown here as it is: ${byPatch}`;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}suggestion\n${text}${marks}`;
}
