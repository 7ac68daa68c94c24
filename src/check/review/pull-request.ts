import type { Config } from "../../config/schema.ts";
import { UsageError } from "../../errors.ts";
import { at, type Json } from "../../json.ts";
import { accessOf } from "../../publish/destination.ts";
import { withContents } from "../../publish/github/contents.ts";
import type { ReviewReport } from "../../report/reviewed.ts";
import type { Runtime } from "../../runtime/index.ts";
import { review } from "../review.ts";

/**
 * What merging a pull request takes as normal. The base is read from GitHub, since checkouts have one commit; nothing is
 * written there.
 * @param event what GitHub tells of the event (`GITHUB_EVENT_PATH`)
 * @throws UsageError (DP6403) for an event that is of no pull request, and where GitHub cannot be read
 */
export async function reviewPullRequest(config: Config, event: Json, runtime: Runtime): Promise<ReviewReport> {
  const sha = baseOf(event);
  if (sha === undefined) {
    throw new UsageError("DP6403", {
      what: "the event names no base of a pull request",
      todo: "run this on pull_request events",
    });
  }
  return withContents(accessOf(runtime.env), sha, runtime, (read) => review(config, read, runtime));
}

function baseOf(event: Json): string | undefined {
  const sha = at(event, "/pull_request/base/sha");
  return typeof sha === "string" && /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined;
}
