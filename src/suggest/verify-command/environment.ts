import type { Runtime } from "../../runtime/index.ts";
import { isSecretName } from "../../secret-name.ts";
import type { TeamCommand } from "./team-command.ts";

/** What the command gets of the environment, and the values that its output must not show. */
export interface Environment {
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * All but what is secret: what the configuration takes for its vendors and hooks, what has a secret's name, and whatever
 * holds one of the configured values; also what is for a workflow's runner, or steers git. What the configuration names for
 * the command, it gets. `CI` is set, so that no tool waits for a person or rewrites what it compares with.
 */
export function environmentFor(
  { secrets: configured, env: named }: Pick<TeamCommand, "secrets" | "env">,
  env: Runtime["env"],
): Environment {
  const given = Object.entries(env).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  const values = configured.flatMap((name) => env[name] || []);
  const telling = values.filter(({ length }) => length >= shortest);
  const isSecret = ([name, value]: readonly [string, string]) =>
    configured.includes(name) || isSecretName(name) || telling.some((secret) => value.includes(secret));
  const passed = given.filter((entry) => named.includes(entry[0]) || !(isSecret(entry) || ofOthers.test(entry[0])));
  const looksSecret = given.filter(isSecret).flatMap(([, value]) => (value.length < shortest ? [] : [value]));
  return { env: { CI: "true", ...Object.fromEntries(passed) }, secrets: [...values, ...looksSecret] };
}

const ofOthers = /^(?:GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)|(?:ACTIONS|INPUT|GIT)_.*)$/i;

/** Shorter ones are a number, or a word that is everywhere, such as a user's name. */
const shortest = 8;
