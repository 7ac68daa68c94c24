import type { Publish } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import type { GitHub } from "./github/client.ts";
import { isRequestError } from "./github/trouble.ts";

/** What publishing has to know of the repository. */
export interface Standing {
  /** Why nothing may be written to it; undefined where nothing speaks against it. */
  readonly hindrance: string | undefined;
  readonly defaultBranch: string;
}

/** Reads it. A fork inherits the workflow, not the wish for its issues: it has to name itself in the configuration. */
export async function standing({ octokit, repository }: GitHub, publish: Publish): Promise<Standing> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}", { ...repository });
  return { hindrance: hindrance(data, publish), defaultBranch: data.default_branch };
}

interface Repository {
  readonly full_name: string;
  readonly archived: boolean;
  readonly has_issues: boolean;
  readonly fork: boolean;
}

function hindrance({ full_name: name, archived, has_issues, fork }: Repository, publish: Publish): string | undefined {
  if (archived) return `${name} is archived`;
  if (!has_issues) return `issues are disabled in ${name}`;
  return fork && publish.repository === undefined ? `${name} is a fork` : undefined;
}

/**
 * Makes sure that the next run will know the issues that this token opens.
 * @throws UsageError (DP5006) if it would not: it would open them again every night.
 */
export async function requireKnownAuthor({ octokit }: GitHub, { botLogins: known }: Publish): Promise<void> {
  const login = await loginOf(octokit);
  if (login === undefined || known.some((one) => one.toLowerCase() === login.toLowerCase())) return;
  throw new UsageError("DP5006", {
    what: `the token belongs to ${login}, whose issues driftpin would not take for its own`,
    todo: `add "${login}" to publish.bot-logins`,
  });
}

/** Undefined for a workflow's or an app's token, which belongs to no user. */
async function loginOf(octokit: GitHub["octokit"]): Promise<string | undefined> {
  try {
    return (await octokit.request("GET /user")).data.login;
  } catch (error) {
    if (isRequestError(error) && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
