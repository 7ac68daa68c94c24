import type { Git, Runtime } from "./index.ts";

/**
 * The `git` of this machine, as safe as it can be made: no hooks, no prompts, no transports that run commands, and
 * nothing of the environment that points it elsewhere (`GIT_DIR` is set in every hook) or starts a program.
 * Credentials come from the user's own helpers.
 */
export function nodeGit(env: Runtime["env"], signal: AbortSignal): Git {
  return {
    async open(folder) {
      const { simpleGit } = await import("simple-git");
      return simpleGit({
        baseDir: folder,
        abort: signal,
        config: ["core.hooksPath=/dev/null", "core.fsmonitor=false"],
        unsafe: {
          // Each switches something off, which simple-git cannot tell from switching it on.
          allowUnsafeHooksPath: true,
          allowUnsafeFsMonitor: true,
        },
        allowEnvironment: Object.keys(settings),
        timeout: { block: silenceLimitMs },
        // simple-git lets a failure pass that wrote nothing to stderr.
        errors: (error, { exitCode, stdErr }) =>
          error ??
          (exitCode === 0 ? undefined : Buffer.concat([Buffer.from(`git ended with ${exitCode} `), ...stdErr])),
      }).env({ ...harmless(env), ...settings });
    },
  };
}

const silenceLimitMs = 120_000;

const settings = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_ALLOW_PROTOCOL: "file:http:https:ssh", // no ext::, which runs commands; no git://, which anyone can answer
  LC_ALL: "C", // messages are read
};

function harmless(env: Runtime["env"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !steering.test(entry[0]),
    ),
  );
}

const steering = /^(git_.*|editor|pager|visual|prefix|ssh_askpass)$/i;
