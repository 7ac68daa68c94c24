import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What changes in a text, line by line. */
export interface LineChanges {
  readonly additions: number;
  readonly deletions: number;
  /** Hunks, without a header. */
  readonly patch: string;
}

/** As `git diff` has it. */
export function lineChanges(before: Buffer, after: Buffer): LineChanges {
  if (before.length === 0 || after.length === 0) return wholly(before.length === 0 ? "+" : "-", before, after);
  return remembered(`${before.toString("latin1")}\0${after.toString("latin1")}`, () => {
    const output = withFiles({ before, after }, (folder) => {
      const args = ["diff", "--no-index", "--no-color", "before", "after"];
      return spawnSync("git", args, { cwd: folder, encoding: "utf8" }).stdout; // ends with 1 where they differ
    });
    const start = output.indexOf("\n@@");
    const patch = start < 0 ? "" : output.slice(start + 1).trimEnd();
    const count = (sign: string) => patch.split("\n").filter((line) => line.startsWith(sign)).length;
    return { additions: count("+"), deletions: count("-"), patch };
  });
}

function wholly(sign: "+" | "-", before: Buffer, after: Buffer): LineChanges {
  const lines = Buffer.concat([before, after])
    .toString("utf8")
    .split(/(?<=\n)/)
    .filter((line) => line !== "");
  const [additions, deletions] = sign === "+" ? [lines.length, 0] : [0, lines.length];
  const head = sign === "+" ? `@@ -0,0 +1,${lines.length} @@` : `@@ -1,${lines.length} +0,0 @@`;
  const patch = [head, ...lines.map((line) => `${sign}${line.trimEnd()}`)].join("\n");
  return { additions, deletions, patch: lines.length === 0 ? "" : patch };
}

/** Both sides' changes to a text; undefined where they conflict. As `git merge-file` has it. */
export function mergedText(base: Buffer, ours: Buffer, theirs: Buffer): Buffer | undefined {
  return withFiles({ ours, base, theirs }, (folder) => {
    const { status, stdout } = spawnSync("git", ["merge-file", "-p", "-q", "ours", "base", "theirs"], { cwd: folder });
    if (status === null || status > 127) throw new Error("git merge-file could not be run");
    return status === 0 ? stdout : undefined; // else it is the number of conflicts
  });
}

function withFiles<T>(files: Readonly<Record<string, Buffer>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "driftpin-github-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starting git takes longer than all else that a request does, and the same texts come again and again. */
const known = new Map<string, LineChanges>();

function remembered(key: string, find: () => LineChanges): LineChanges {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}
