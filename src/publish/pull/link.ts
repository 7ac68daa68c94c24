import type { Runtime } from "../../runtime/index.ts";
import type { Repository } from "../github/client.ts";
import type { Wanted } from "../issue/wanted.ts";
import { insert } from "../managed.ts";
import type { PullOutcome } from "../publication.ts";
import type { OpenPull } from "./action.ts";
import type { Sight } from "./observe.ts";

/** The page on which a person opens the pull request; undefined where the environment does not say where GitHub is. */
export function compareUrl(
  env: Runtime["env"],
  { owner, repo }: Repository,
  { base, branch }: Pick<OpenPull, "base" | "branch">,
): string | undefined {
  const server = env.GITHUB_SERVER_URL?.replace(/\/+$/, "");
  return server ? `${server}/${owner}/${repo}/compare/${encodeURI(`${base}...${branch}`)}?expand=1` : undefined;
}

/**
 * What an issue is to link to after tonight: the number of its pull request, `branch` where there is only that, or
 * nothing. `now` is what it links to: that stays where tonight's step came to nothing.
 */
export function linkOf(outcome: PullOutcome | undefined, { pull, head }: Sight, now: string): string {
  if (outcome?.compareUrl !== undefined) return "branch";
  if (outcome && outcome.ending !== "done") return now;
  if (outcome?.do === "create" && outcome.number !== undefined) return String(outcome.number);
  if (outcome?.do === "close") return "";
  if (outcome && "target" in outcome && outcome.target) return String(outcome.target.number);
  if (pull === undefined && head !== undefined && outcome?.do === "none") return now;
  // One that a person closed still tells what was refused.
  return pull && !pull.merged && pull.marker?.state === "open" ? String(pull.number) : "";
}

/** An issue that links to the pull request, or to the page that opens one. */
export function linked(wanted: Wanted, link: string, compare: string | undefined): Wanted {
  const line = lineOf(link, compare);
  if (line === undefined) return { ...wanted, pull: link };
  const room = [...line].length + 2;
  return { ...wanted, pull: link, block: (known, budget) => insert(wanted.block(known, budget - room), line) };
}

function lineOf(link: string, compare: string | undefined): string | undefined {
  if (link === "") return undefined;
  if (link !== "branch") return `Pull request #${link} holds the new pin.`;
  return compare && `A branch holds the new pin: [open a pull request](${compare}).`;
}
