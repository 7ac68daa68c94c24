import type { Runtime } from "../runtime/index.ts";

/**
 * The value that a configured string stands for: that of the environment variable where it is a reference (`${NAME}`),
 * else the string itself. Undefined where the variable is not set, or empty, as CI hands out a secret that it withholds.
 */
export function secret(reference: string, env: Runtime["env"]): string | undefined {
  const name = variable(reference);
  return name === undefined ? reference : env[name] || undefined;
}

/** What a reference to an environment variable is: `${NAME}`, and nothing beside it. */
export const referencePattern = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/;

/** The name of the environment variable that a configured string refers to, if it does. */
export function variable(reference: string): string | undefined {
  return referencePattern.test(reference) ? reference.slice("${".length, -"}".length) : undefined;
}

/** The names of all environment variables that a value refers to, anywhere in it, each once, sorted. */
export function variables(value: unknown): string[] {
  return [...new Set(texts(value).flatMap((text) => variable(text) ?? []))].sort();
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
