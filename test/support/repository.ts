import { execFileSync } from "node:child_process";
import { type Files, folderWith } from "./folder.ts";

/** Runs git in a folder, as somebody, and gives what it prints. */
export function gitIn(folder: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=somebody", "-c", "user.email=somebody@team.example", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" }).trimEnd();
}

/** A git repository whose one commit holds the files. It is gone when the test is finished. */
export async function repositoryWith(files: Files): Promise<string> {
  const folder = await folderWith(files);
  gitIn(folder, "init", "--quiet");
  gitIn(folder, "add", "--all");
  gitIn(folder, "commit", "--quiet", "--message", "first");
  return folder;
}
