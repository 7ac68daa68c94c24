import { stripVTControlCharacters } from "node:util";

const mostLines = 20;
const lineLimit = 200;

/**
 * The last lines of what a command printed in a worktree, for people: paths start at the root, secrets are taken out.
 * @param root of the worktree, whose name is another each time
 */
export function lastLines(output: string, root: string, redact: (text: string) => string): string {
  const plain = stripVTControlCharacters(output).replaceAll(`${root}/`, "").replaceAll(root, ".");
  const lines = redact(plain)
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  return lines.slice(-mostLines).map(cut).join("\n");
}

function cut(line: string): string {
  return line.length > lineLimit ? `${line.slice(0, lineLimit - 1)}…` : line;
}
