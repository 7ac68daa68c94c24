import { UsageError } from "../errors.ts";
import type { Threshold } from "../policy/outcome.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** What the workflow asks of the action. The defaults are those of `action.yml`, which the runner fills in. */
export interface Inputs extends Threshold {
  readonly config: string | undefined;
  readonly vendors: readonly string[];
  readonly token: string | undefined;
  readonly publish: boolean;
  readonly dryRun: boolean;
  readonly sarif: boolean;
  /** The name of the artifact that keeps the report; absent for none. */
  readonly artifact: string | undefined;
  readonly cache: boolean;
}

/** Reads the inputs as GitHub's runner passes them: `INPUT_` and the name in capitals. @throws UsageError */
export function inputs(env: Env): Inputs {
  return {
    config: text(env, "config"),
    vendors: text(env, "vendors")?.split(/[\s,]+/) ?? [],
    token: text(env, "token"),
    publish: flag(env, "publish"),
    dryRun: flag(env, "dry-run"),
    failOn: choice(env, "fail-on", ["none", "breaking", "warning", "info"]),
    allowUnknown: flag(env, "allow-unknown"),
    sarif: flag(env, "sarif"),
    artifact: text(env, "artifact"),
    cache: flag(env, "cache"),
  };
}

/** The input's text without the space around it; absent where there is none left. */
function text(env: Env, name: string): string | undefined {
  return env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
}

/** Booleans of YAML 1.2's core schema (section 10.3.2), as every action reads them. Absent is false. */
function flag(env: Env, name: string): boolean {
  const value = text(env, name) ?? "false";
  if (/^(true|True|TRUE)$/.test(value)) return true;
  if (/^(false|False|FALSE)$/.test(value)) return false;
  throw wrong(name, value, ["true", "false"]);
}

/** One of the choices; the first where the input is absent. */
function choice<Choice extends string>(env: Env, name: string, choices: readonly [Choice, ...Choice[]]): Choice {
  const value = text(env, name) ?? choices[0];
  const chosen = choices.find((each) => each === value);
  if (chosen === undefined) throw wrong(name, value, choices);
  return chosen;
}

function wrong(name: string, value: string, choices: readonly string[]): UsageError {
  return new UsageError("DP6003", {
    what: `the action's input ${name} is "${value}"`,
    todo: `it must be one of ${choices.join(", ")}`,
  });
}
