import { dirname, join, relative } from "node:path";
import { redactor } from "../../live/redact/index.ts";
import { type Runtime, ScratchError, type Worktree } from "../../runtime/index.ts";
import { applied, byFile } from "../edits.ts";
import { textsOf } from "../texts.ts";
import { environmentFor } from "./environment.ts";
import { linkModules, modulesOf } from "./modules.ts";
import { lastLines } from "./output.ts";
import type { Patch } from "./patch.ts";
import type { TeamCommand } from "./team-command.ts";

/** How one run ended, and the last lines that it printed. */
export type Attempt = { readonly kind: "passed" } | { readonly kind: "failed" | "late"; readonly output: string };

/** Runs the command with some patches in place, and with nothing else that an earlier run may have left. */
export type RunWith = (patches: readonly Patch[]) => Promise<Attempt>;

/**
 * Makes ready to run the command with any of the patches. They are put into the files as these are now,
 * beside what else is new.
 * @throws ScratchError, also when it runs, where there is no worktree to run it in
 */
export async function runner(patches: readonly Patch[], command: TeamCommand, runtime: Runtime): Promise<RunWith> {
  const { env, secrets } = environmentFor(command, runtime.env);
  const { text: redact } = redactor(secrets);
  const texts = await textsOf(
    patches.flatMap(({ edits }) => edits),
    command.folder,
    runtime,
  );
  const folder = await runtime.files.realPath(command.folder);
  const beside = command.beside.map(({ file, text }) => [file, text] as const);
  let modules: readonly string[] | undefined;
  return (chosen) =>
    runtime.git.scratch(folder, async (worktree) => {
      const there = join(worktree.root, relative(worktree.origin, folder));
      modules ??= await modulesOf(worktree.origin, runtime);
      await prepared(linkModules(modules, worktree, runtime));
      await prepared(write(new Map([...beside, ...patched(texts, chosen)]), there, worktree, runtime));
      const { command: line, timeoutMs } = command;
      const ended = await runtime.shell({ command: line, folder: there, env, timeoutMs });
      if (ended.kind === "ended" && ended.code === 0) return { kind: "passed" };
      const output = lastLines(ended.output, worktree.root, redact);
      return { kind: ended.kind === "killed" ? "late" : "failed", output };
    });
}

type Texts = ReadonlyMap<string, string>;

/** A file that only patches make, which are not chosen, is not there. */
function patched(texts: Texts, patches: readonly Patch[]): Texts {
  const edits = byFile(patches.flatMap((patch) => patch.edits));
  const files = new Set([...texts.keys(), ...edits.keys()]);
  return new Map(Array.from(files, (file) => [file, applied(texts.get(file) ?? "", edits.get(file) ?? [])] as const));
}

/** What the system refuses keeps the command from being run, and nothing else. @throws ScratchError */
async function prepared(done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (cause) {
    if (!(cause instanceof Error && "syscall" in cause)) throw cause;
    throw new ScratchError(cause.message, { cause });
  }
}

async function write(texts: Texts, folder: string, { root }: Worktree, { files }: Runtime): Promise<void> {
  for (const [file, text] of texts) {
    const path = join(folder, file);
    // A link with an absolute path would lead back into the team's own tree.
    if (relative(root, await files.realPath(await nearest(path, files))).startsWith("..")) {
      throw new ScratchError(`${file} is behind a link that leads out of a worktree`);
    }
    await files.write(path, text);
  }
}

/** The path itself, or of what it lies in, what is there already. */
async function nearest(path: string, files: Runtime["files"]): Promise<string> {
  return (await files.exists(path)) ? path : nearest(dirname(path), files);
}
