import type { Command } from "commander";
import type { Checked } from "../check/index.ts";
import type { Config } from "../config/schema.ts";
import { failsStrictly } from "../publish/strict.ts";
import { publicationText } from "../publish/text.ts";
import { pretty } from "../report/json.ts";
import type { Edge } from "./edge.ts";
import { write } from "./write.ts";

/** Whether and how what was found is published. */
export interface PublicationOptions {
  readonly publish?: boolean;
  readonly dryRun?: boolean;
  /** A file for what publishing did, or would do. */
  readonly publication?: string;
}

/**
 * Adds `--publish`, `--dry-run` and `--publication` to a command that makes a report.
 * @param first what is done before anything is published, such as `look twice, then `
 */
export function withPublication(command: Command, first = ""): Command {
  return command
    .option(
      "--publish",
      `${first}bring the GitHub issue of each contract up to date, with the pull requests and messages that the configuration asks for (needs GITHUB_TOKEN)`,
    )
    .option("--dry-run", "tell what --publish would do, and write nothing to GitHub")
    .option("--publication <file>", "also write what --publish did, or would do, as JSON");
}

/** Whether anything is to be published, or planned. */
export function isPublished({ publish, dryRun, publication }: PublicationOptions): boolean {
  return publish === true || dryRun === true || publication !== undefined;
}

/**
 * Publishes as asked, or plans it, and tells a table of it. Resolves to whether the run has to fail, because the team
 * wants all of it published and the token is not permitted to.
 * @throws UsageError as `publish` does, and where the file cannot be written (DP6002)
 */
export async function published(
  { report, proposals }: Checked,
  { publish: isWanted = false, publication: file, ...options }: PublicationOptions,
  config: Config,
  { runtime, tell }: Edge,
): Promise<boolean> {
  const dryRun = options.dryRun ?? (!isWanted && file !== undefined);
  if (!isWanted && !dryRun) return false;
  const { publish } = await import("../index.ts");
  const publication = await publish(report, { publish: config.publish, proposals, dryRun }, { runtime });
  tell(publicationText(publication));
  if (file !== undefined) {
    const { publicationJson } = await import("../publish/json.ts");
    const named = { what: "the publication", option: "--publication", code: "DP6002" } as const;
    await write(file, pretty(publicationJson(publication)), named, { runtime });
  }
  runtime.signal.throwIfAborted(); // what was done has been told
  return failsStrictly(publication, config.publish);
}
