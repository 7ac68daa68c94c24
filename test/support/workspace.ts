import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadConfig, pin } from "../../src/index.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { action, builtAction, type Ended, type ProcessOptions } from "./cli.ts";
import { type Files, filesOf, folderWith, put } from "./folder.ts";

/** What a step leaves for the runner and for later steps. Paths are without the folder that all of it lies in. */
export interface Step extends Pick<Ended, "code" | "stdout" | "stderr"> {
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The other files that it left in the job's temporary folder, by path. */
  readonly left: Files;
}

export interface StepOptions extends Pick<ProcessOptions, "started"> {
  readonly bundled?: boolean;
}

/** A job on a runner, with a checkout in which driftpin is configured. */
export interface Workspace {
  /** The checkout. */
  readonly folder: string;
  put(files: Files): Promise<void>;
  pin(env?: Readonly<Record<string, string>>): Promise<void>;
  /**
   * Runs the action as a step, with the inputs that are not its defaults, and more of an environment: its code within
   * this process, or where it is asked for, its bundle in one of its own.
   */
  step(
    inputs?: Readonly<Record<string, string>>,
    env?: Readonly<Record<string, string>>,
    options?: StepOptions,
  ): Promise<Step>;
}

/** A workspace with these files, which is gone when the test is finished. */
export async function workspaceWith(files: Files): Promise<Workspace> {
  const root = await folderWith({ "temp/.keep": "" });
  const folder = join(root, "repo");
  await put(folder, files);
  let steps = 0;
  return {
    folder,
    put: (more) => put(folder, more),
    async pin(env = {}) {
      const runtime = nodeRuntime({ cwd: folder, env: { PATH: process.env.PATH, ...env } });
      await pin(await loadConfig(undefined, { runtime }), { runtime });
    },
    async step(inputs = {}, env = {}, { bundled = false, ...options } = {}) {
      steps += 1;
      const commands = join(root, `commands-${steps}`);
      const temp = join(root, `temp-${steps}`);
      await put(commands, { summary: "", output: "" });
      const ended = await (bundled ? builtAction : action)({
        cwd: folder,
        env: {
          GITHUB_ACTIONS: "true",
          GITHUB_ACTION: "__acme_driftpin",
          GITHUB_EVENT_NAME: "schedule",
          GITHUB_WORKSPACE: folder,
          GITHUB_REPOSITORY: "acme/shop",
          GITHUB_STEP_SUMMARY: join(commands, "summary"),
          GITHUB_OUTPUT: join(commands, "output"),
          RUNNER_TEMP: temp,
          ...inputsOf({ token: "", ...inputs }),
          ...env,
        },
        ...options,
      });
      const { summary = "", output = "" } = await filesOf(commands);
      const left = await filesOf(temp).catch(() => ({}));
      const short = (text: string) => text.replaceAll(root, "");
      return {
        ...ended,
        stdout: short(ended.stdout),
        summary,
        outputs: Object.fromEntries(
          output
            .trimEnd()
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => [line.slice(0, line.indexOf("=")), short(line.slice(line.indexOf("=") + 1))]),
        ),
        left,
      };
    },
  };
}

/** The inputs as GitHub's runner passes them, defaults filled in. */
function inputsOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(", ")}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, given[name] ?? value]),
  );
}

const declared: Readonly<Record<string, { readonly default: string }>> = parse(
  readFileSync(new URL("../../action.yml", import.meta.url), "utf8"),
).inputs;
