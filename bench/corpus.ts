import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Two versions of one description. */
export interface Pair {
  readonly name: string;
  readonly base: string;
  readonly revision: string;
}

/**
 * Lends the pairs to measure: `NAME/base.json` and `NAME/revision.json` (or `.yaml`) in the folder, or, without a
 * folder, two versions of GitHub's description, fetched with npm into a folder that is removed afterwards.
 */
export async function withPairs(
  folder: string | undefined,
  use: (pairs: readonly Pair[]) => Promise<void>,
): Promise<void> {
  if (folder !== undefined) return use(await pairsIn(folder));
  const fetched = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  try {
    await use([await github(fetched)]);
  } finally {
    await rm(fetched, { recursive: true });
  }
}

async function pairsIn(folder: string): Promise<Pair[]> {
  const names = (await readdir(folder)).sort();
  const pairs = [".json", ".yaml"].flatMap((extension) =>
    names.map((name) => ({
      name: `${name}${extension}`,
      base: join(folder, name, `base${extension}`),
      revision: join(folder, name, `revision${extension}`),
    })),
  );
  return pairs.filter(({ base, revision }) => existsSync(base) && existsSync(revision));
}

/** Two releases that are a year of changes apart, so that there is something to find. */
const versions = { base: "20.0.0", revision: "23.0.2" };

async function github(folder: string): Promise<Pair> {
  const packages = Object.entries(versions).map(([side, version]) => `${side}@npm:@octokit/openapi@${version}`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  await promisify(execFile)(npm, ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", ...packages]);
  const description = (side: string) => join(folder, "node_modules", side, "generated", "api.github.com.json");
  return {
    name: `github ${versions.base} to ${versions.revision}`,
    base: description("base"),
    revision: description("revision"),
  };
}
