import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * The Markdown with the fenced block after each `<!-- output: driftpin … -->` replaced by what the built CLI prints
 * now; with `, until "TEXT"` after the command, by what it prints before the line that holds the text. Blocks marked
 * `(network)` are left alone unless asked for. Free ports and temporary folders get fixed names.
 */
export async function refresh(markdown: string, { network }: { readonly network: boolean }): Promise<string> {
  const parts: string[] = [];
  let end = 0;
  for (const match of markdown.matchAll(block)) {
    const [whole, mark = "", needsNetwork, command = "", until] = match;
    if (needsNetwork && !network) continue;
    parts.push(markdown.slice(end, match.index), `${mark}\n${fenced(before(until, await output(command)))}`);
    end = match.index + whole.length;
  }
  return [...parts, markdown.slice(end)].join("");
}

const block = /(<!-- output( \(network\))?: driftpin (.+?)(?:, until "(.+)")? -->)\n(`{3,})\n(?:[\s\S]*?\n)??\5(?=\n)/g;

function output(command: string): Promise<string> {
  const program = [fileURLToPath(new URL("../dist/cli/main.js", import.meta.url)), ...command.split(" ")];
  const env = { ...process.env, NO_COLOR: "1", COLUMNS: "100", CI: "true" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, program, { cwd: root, env }, (error, stdout, stderr) => {
      if (error && error.code !== 1 && error.code !== 3) reject(new Error(stderr, { cause: error }));
      else resolve(settle(stdout));
    });
  });
}

function before(text: string | undefined, output: string): string {
  const lines = output.split("\n");
  const end = text === undefined ? -1 : lines.findIndex((line) => line.includes(text));
  return lines
    .slice(0, end === -1 ? undefined : end)
    .join("\n")
    .trim();
}

/** The fence is longer than any run of backticks inside (CommonMark 0.31.2, section 4.5). */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function settle(text: string): string {
  return text
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "http://127.0.0.1:4010")
    .replaceAll(/\S*driftpin-demo-\w+/g, "/tmp/driftpin-demo");
}
