import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { UsageError } from "../errors.ts";
import { openProjects } from "../impact/project/index.ts";
import { usesOf } from "../impact/usage.ts";
import type { Runtime } from "../runtime/index.ts";

/**
 * What a contract is cut by: what the configuration includes, with the operations that the code uses in the place of
 * `used`. A check cuts by what the pin holds, so that it changes when somebody pins, and not with each line of code.
 * @throws UsageError DP3102 where the code uses no operation, or none is named
 */
export async function includeOf(
  vendor: Pick<Vendor, "name" | "include" | "code" | "server">,
  description: Description,
  folder: string,
  runtime: Runtime,
): Promise<readonly string[]> {
  const entries = vendor.include ?? [];
  if (!entries.includes("used")) return entries;
  const projects = await openProjects(vendor.code, folder, runtime);
  const uses = projects.flatMap((project) => usesOf(project, { pinned: description, server: vendor.server }));
  const names = [...new Set(uses.map(({ operation }) => operationName(operation)))].sort();
  if (names.length === 0) throw usesNothing(vendor);
  return [...entries.filter((entry) => entry !== "used" && !names.includes(entry)), ...names];
}

function usesNothing({ name, code }: Pick<Vendor, "name" | "code">): UsageError {
  const isUnnamed = code.length === 0;
  return new UsageError("DP3102", {
    what: isUnnamed
      ? `${name} includes what its code uses, and no code is named`
      : `the code uses no operation of ${name}: no call of one was found in ${code.join(", ")}`,
    todo: isUnnamed
      ? `name the files that call it: code: ["src/${name}/**"]`
      : 'look whether "code" and "server" are right, or name the operations: include: ["GET /path"]',
  });
}
