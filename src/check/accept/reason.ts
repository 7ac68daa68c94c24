import { variables } from "../../config/environment.ts";
import type { Config } from "../../config/schema.ts";
import { UsageError } from "../../errors.ts";
import { redactor } from "../../live/redact/index.ts";
import { teamOf } from "../../live/redact/team.ts";
import type { Runtime } from "../../runtime/index.ts";

/**
 * The reason as it is written down: a pin is a file of the repository, which a secret must not reach.
 * @throws UsageError (DP6601) where it is empty, more than a line, or has what looks like a secret
 */
export async function requireReason(given: string, config: Config, { env }: Runtime): Promise<string> {
  const reason = given.trim();
  if (reason === "") throw refused("the reason is empty", "say in a line why this is the new normal");
  if (notOneLine.test(reason)) throw refused("the reason is not one line of text", "say it in one line");
  const secrets = variables(config).flatMap((name) => env[name] ?? []);
  for (const team of await Promise.all(config.vendors.map(teamOf))) {
    const shown = redactor(secrets, team).text(reason);
    if (shown === reason) continue;
    throw refused(
      `the reason has what may be a secret, or tells who somebody is: "${shown}"`,
      "say it without, for it is written into the repository",
    );
  }
  return reason;
}

function refused(what: string, todo: string): UsageError {
  return new UsageError("DP6601", { what, todo });
}

/** Control characters, line ends and marks that turn the direction of text. */
const notOneLine = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
