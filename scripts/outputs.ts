import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { split } from "shlex";
import { program, type ServedDemo, serveDemo } from "./served-demo.ts";
import { type Stored, storedTexts } from "./stored.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Pages with blocks that are true output, from the repository's root. */
export const pages = ["README.md", "docs/github.md"];

/**
 * The Markdown with the fenced block after each `<!-- output: driftpin … -->` replaced by what the built CLI prints
 * now; with `, until "TEXT"` after the command, by what it prints before the line that holds the text. Blocks marked
 * `(demo)` show the command too, and run one after the other in the project of `driftpin demo --serve`. Blocks marked
 * `(network)` are left alone unless asked for. After `<!-- stored: issue -->` and `<!-- stored: pull request -->` comes
 * what the tests' stand-in for GitHub stored when the demo's drift was published. Free ports, temporary folders and times get fixed spellings.
 * @param run the built command line, or the same in this process
 */
export async function refresh(markdown: string, { network, run = built }: Refreshing): Promise<string> {
  const blocks = [...markdown.matchAll(block)].filter(([, , where]) => where !== "network" || network);
  const demo = blocks.some(([, , where]) => where === "demo") ? await serveDemo() : undefined;
  try {
    const parts: string[] = [];
    let end = 0;
    for (const match of blocks) {
      const [whole, mark = "", where, command = "", of, until] = match;
      const printed = isStored(of)
        ? settle(seen((await storedOnce())[of]))
        : where === "demo" && demo
          ? await tried(command, demo, run)
          : await output(command, run);
      parts.push(markdown.slice(end, match.index), `${mark}\n${fenced(before(until, printed))}`);
      end = match.index + whole.length;
    }
    return [...parts, markdown.slice(end)].join("");
  } finally {
    await demo?.close();
  }
}

export interface Refreshing {
  readonly network: boolean;
  readonly run?: Run;
}

/** Runs a command line, without colour and 100 columns wide. */
type Run = (
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
) => Promise<{ readonly stdout: string; readonly stderr: string }>;

function isStored(of: string | undefined): of is keyof Stored {
  return of === "issue" || of === "pull request";
}

/** Several pages show it. */
function storedOnce(): Promise<Stored> {
  stored ??= storedTexts();
  return stored;
}

let stored: Promise<Stored> | undefined;

const block =
  /(<!-- (?:output(?: \((network|demo)\))?: driftpin (.+?)|stored: (issue|pull request))(?:, until "(.+)")? -->)\n(`{3,})\n(?:[\s\S]*?\n)??\6(?=\n)/g;

async function output(command: string, run: Run): Promise<string> {
  const { stdout } = await run(argsOf(command), { cwd: root, env });
  return settle(stdout);
}

/** With what is printed on standard error, as a user sees it, but for lines of progress, which come by the clock. */
async function tried(command: string, { folder, said }: ServedDemo, run: Run): Promise<string> {
  const { stdout, stderr } = await run(argsOf(command), { cwd: folder, env });
  return settle(`$ driftpin ${command}\n${stdout}${stderr.replace(/^.* …\n/gm, "")}`, portsIn(said));
}

const env = { NO_COLOR: "1", COLUMNS: "100", CI: "true" };

function argsOf(command: string): string[] {
  return split(command);
}

function built(...[args, { cwd, env }]: Parameters<Run>): ReturnType<Run> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        if (error && error.code !== 1 && error.code !== 3) reject(new Error(stderr, { cause: error }));
        else resolve({ stdout, stderr });
      },
    );
  });
}

/** Without what GitHub does not show: the comments in which an item remembers its nights. */
function seen(markdown: string): string {
  return markdown.replace(/^<!-- .* -->\n?/gm, "");
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

/** @param known ports that come first, whether the text has them or not */
function settle(text: string, known: readonly string[] = []): string {
  const ports = [...new Set([...known, ...portsIn(text)])];
  return text
    .replaceAll(address, (_, host: string, port: string) => `${host}${firstPort + ports.indexOf(port)}`)
    .replaceAll(/\S*driftpin-demo-\w+/g, "/tmp/driftpin-demo")
    .replaceAll(/\b\d+ ms\b/g, "2 ms");
}

const firstPort = 4010;

/** Also as it is quoted for a shell, and as Markdown keeps GitHub from making a link of it. */
const address = /(http\\?:\u200b?\/\/127\.0\.0\.1\\?:)(\d+)/g;

function portsIn(text: string): string[] {
  return [...text.matchAll(address)].map(([, , port = ""]) => port);
}
