import { relative } from "node:path";
import type { Path } from "../config/path.ts";
import { parse } from "../config/positions.ts";
import type { Config } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import { ruleIds, unknownRule } from "./rules.ts";

/**
 * Sees to it that a configuration gives levels to rules only that there are: a misspelt one would hold nowhere.
 * @throws UsageError DP1203 that names every one, with its place in the file
 */
export async function requireKnownRules({ file, policy }: Config, runtime: Runtime): Promise<void> {
  const named: Path[] = [
    ...Object.keys(policy.levels).map((rule) => ["policy", "levels", rule]),
    ...policy.overrides.flatMap(({ levels }, i) =>
      Object.keys(levels).map((rule) => ["policy", "overrides", i, "levels", rule]),
    ),
  ];
  if (named.length === 0) return;
  const rules = ruleIds();
  const wrong = named.flatMap((path) => {
    const problem = unknownRule(String(path.at(-1)), rules);
    return problem ? [{ path, ...problem }] : [];
  });
  if (wrong.length === 0) return;
  const { whereIs } = parse(String(await runtime.files.read(file)));
  const shown = relative(runtime.cwd, file);
  const [first, ...also] = wrong.map(({ path, ...problem }) => {
    const where = { file: shown, ...whereIs({ path, points: "key" }) };
    return { ...problem, where };
  });
  if (first) throw new UsageError("DP1203", { ...first, also: also.map((each) => new UsageError("DP1203", each)) });
}
