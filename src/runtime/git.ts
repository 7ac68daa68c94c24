import type { SimpleGit } from "simple-git";
import type { Git, GitRemote, Runtime } from "./index.ts";
import { scratch } from "./scratch.ts";

/**
 * The `git` of this machine, as safe as it can be made: no hooks, no prompts, no transports that run commands, and
 * nothing of the environment that points it elsewhere (`GIT_DIR` is set in every hook) or starts a program.
 * Credentials come from the user's own helpers, unless a header is given.
 */
export function nodeGit(env: Runtime["env"], signal: AbortSignal): Git {
  return {
    open: (folder, remote) => open(folder, { env, signal, remote }),
    scratch: (folder, use) =>
      scratch(folder, use, {
        git: (at, steering) => open(at, { env, signal, steering }),
        last: (at) => open(at, { env }),
        signal,
      }),
  };
}

/** How a git is to be. */
interface Opening {
  readonly env: Runtime["env"];
  /** What ends it; nothing does where absent. */
  readonly signal?: AbortSignal;
  readonly remote?: GitRemote | undefined;
  /** Variables of git's own. */
  readonly steering?: Readonly<Record<string, string>> | undefined;
}

async function open(folder: string, { env, signal, remote, steering }: Opening): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  const configured = remote ? environmentOf(configurationFor(remote)) : {};
  const own = { ...settings, ...configured, ...steering };
  return simpleGit({
    baseDir: folder,
    ...(signal && { abort: signal }),
    config: ["core.hooksPath=/dev/null", "core.fsmonitor=false"],
    unsafe: {
      // Each switches something off, which simple-git cannot tell from switching it on.
      allowUnsafeHooksPath: true,
      allowUnsafeFsMonitor: true,
      // Ours alone: what the environment itself says of that kind is left out.
      ...(remote && {
        allowUnsafeConfigEnvCount: true,
        allowUnsafeCredentialHelper: true,
        allowUnsafeUrlRewrite: true,
      }),
      ...(steering && { allowUnsafeConfigPaths: true }), // which tree it looks at
    },
    allowEnvironment: Object.keys(own),
    timeout: { block: silenceLimitMs },
    // simple-git lets a failure pass that wrote nothing to stderr.
    errors: (error, { exitCode, stdErr }) =>
      error ?? (exitCode === 0 ? undefined : Buffer.concat([Buffer.from(`git ended with ${exitCode} `), ...stdErr])),
  }).env({ ...harmless(env), ...own });
}

const silenceLimitMs = 120_000;

const settings = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ALLOW_PROTOCOL: "file:http:https:ssh", // no ext::, which runs commands; no git://, which anyone can answer
  LC_ALL: "C", // messages are read
};

type Setting = readonly [key: string, value: string];

/** Empty values first: they take back what the machine's own configuration says. */
function configurationFor({ url, header }: GitRemote): Setting[] {
  return [
    [`http.${url}.extraHeader`, ""],
    [`http.${url}.extraHeader`, header],
    ["http.followRedirects", "false"], // the header would go along
    ["credential.helper", ""],
    // The longest match wins, so the address stays what it is.
    [`url.${url}.insteadOf`, url],
    [`url.${url}.pushInsteadOf`, url],
  ];
}

/** Configuration that no command line shows. https://git-scm.com/docs/git-config#ENVIRONMENT */
function environmentOf(configuration: readonly Setting[]): Record<string, string> {
  const entries = configuration.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(configuration.length), ...Object.fromEntries(entries) };
}

function harmless(env: Runtime["env"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !steering.test(entry[0]),
    ),
  );
}

const steering = /^(git_.*|editor|pager|visual|prefix|ssh_askpass)$/i;
