import type { Config } from "../config/schema.ts";
import { listed } from "../impact/project/index.ts";
import { all } from "./all.ts";
import { bounded } from "./bounded.ts";
import type { CheckOptions } from "./index.ts";
import { chosen } from "./vendors.ts";

/**
 * What to tell a person of vendors whose `code` names no file, a line each: nothing is tied to code there, and that looks
 * as if no change reached any.
 * @throws UsageError DP1101 as `check` does
 */
export async function codeNotFound(config: Config, { runtime, vendors }: CheckOptions): Promise<string[]> {
  const { folder } = config;
  const withCode = chosen(config, vendors).filter(({ code }) => code.length > 0);
  const notFound = await bounded(
    withCode,
    async ({ name, code }) => ((await listed(code, folder, runtime)).length > 0 ? [] : [line(name, code)]),
    runtime,
  );
  return all(notFound).flat();
}

function line(name: string, globs: readonly string[]): string {
  const shown = globs.map((glob) => `"${glob}"`).join(", ");
  return `${name}: no file matches its code globs (${shown}), so no change is tied to your code: mend them; they start at the configuration's folder`;
}
