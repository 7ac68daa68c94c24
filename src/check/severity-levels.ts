import { resolve } from "node:path";
import type { Config, Policy } from "../config/schema.ts";
import { readSeverityLevels } from "../policy/severity-file.ts";
import type { Runtime } from "../runtime/index.ts";

/** A severity file that stands in for the configuration's own; a relative path starts at the working directory. */
interface Instead {
  readonly severityLevels?: string | undefined;
  readonly runtime: Runtime;
}

/** The policy, with what its severity file says of rules that it does not name itself. */
export async function withSeverityLevels(
  { folder, policy }: Pick<Config, "folder" | "policy">,
  { severityLevels, runtime }: Instead,
): Promise<Policy> {
  const from = severityLevels === undefined ? folder : runtime.cwd;
  const file = severityLevels ?? policy.severityLevels;
  if (file === undefined) return policy;
  return { ...policy, levels: { ...(await readSeverityLevels(resolve(from, file), runtime)), ...policy.levels } };
}
