import { variables } from "../config/environment.ts";
import type { Runtime } from "../runtime/index.ts";

/** The values that a configuration takes from the environment, each once: what no log may show. */
export function secrets(config: object, env: Runtime["env"]): string[] {
  const values = variables(config).flatMap((name) => env[name] ?? []);
  return [...new Set(values)].filter((value) => value.trim() !== "");
}
