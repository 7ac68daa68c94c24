import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pair } from "./corpus.ts";
import { chain, choice, type Grown, operations, recursive } from "./grown.ts";

/** Descriptions made to be hard: the second is the first with twice the operations, the others are each an extreme. */
export interface Growth {
  readonly once: Pair;
  readonly twice: Pair;
  readonly extremes: readonly Pair[];
}

/** Lends them as files, in a folder that is removed afterwards. */
export async function withGrowth(use: (growth: Growth) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  const write = (name: string, grown: Grown) => pair(folder, name, grown);
  try {
    await use({
      once: await write("5,000 operations", operations(5_000)),
      twice: await write("10,000 operations", operations(10_000)),
      extremes: [
        await write("1,000 mutual references", recursive(1_000)),
        await write("allOf, 200 deep", chain(200)),
        await write("oneOf of 10,000", choice(10_000)),
      ],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function pair(folder: string, name: string, { base, revision }: Grown): Promise<Pair> {
  const path = (side: string) => join(folder, `${name}, ${side}.json`);
  await writeFile(path("base"), JSON.stringify(base));
  await writeFile(path("revision"), JSON.stringify(revision));
  return { name, base: path("base"), revision: path("revision") };
}
