import type { Publish } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Access } from "./github/client.ts";

/** Where to publish, or why nothing is to be published. */
export type Destination =
  | ({ readonly kind: "repository" } & Access)
  /** A dry run that knows no repository is planned for an empty one. */
  | { readonly kind: "imaginary" }
  | { readonly kind: "report-only"; readonly why: string };

/**
 * Reads it from the configuration and the environment (`GITHUB_REPOSITORY`, `GITHUB_TOKEN`, `GITHUB_API_URL`,
 * `GITHUB_GRAPHQL_URL`).
 * @throws UsageError where the repository or the token is missing (DP5001, DP5002).
 */
export function destination(publish: Publish, dryRun: boolean, env: Runtime["env"]): Destination {
  if (!dryRun && /^pull_request/.test(env.GITHUB_EVENT_NAME ?? "")) {
    return { kind: "report-only", why: "runs for pull requests write nothing" };
  }
  const name = publish.repository ?? set(env.GITHUB_REPOSITORY);
  const token = set(env.GITHUB_TOKEN);
  if (name === undefined && dryRun) return { kind: "imaginary" };
  if (token === undefined && !dryRun) throw missingToken();
  return { kind: "repository", ...accessOf(env, name) };
}

/**
 * How a repository is reached from here: the one that a workflow runs for, where none is named.
 * @throws UsageError (DP5001) where there is none
 */
export function accessOf(env: Runtime["env"], name: string | undefined = set(env.GITHUB_REPOSITORY)): Access {
  return {
    repository: repositoryOf(name),
    token: set(env.GITHUB_TOKEN),
    apiUrl: set(env.GITHUB_API_URL),
    graphqlUrl: set(env.GITHUB_GRAPHQL_URL),
  };
}

/** The page of the run that this is, where it is one of GitHub Actions. */
export function runUrl(env: Runtime["env"]): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name, GITHUB_RUN_ID: run } = env;
  return server && name && run ? `${server.replace(/\/+$/, "")}/${name}/actions/runs/${run}` : undefined;
}

/** Empty is not set: that is how workflows pass what they do not have. */
function set(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

function repositoryOf(name: string | undefined): Access["repository"] {
  const [, owner, repo] = /^([^/]+)\/([^/]+)$/.exec(name ?? "") ?? [];
  if (owner && repo) return { owner, repo };
  throw new UsageError("DP5001", {
    what: name === undefined ? "no repository to publish to" : `"${name}" is not a repository`,
    todo: "set publish.repository in the configuration, or GITHUB_REPOSITORY, to owner/name",
  });
}

function missingToken(): UsageError {
  return new UsageError("DP5002", {
    what: "GITHUB_TOKEN is not set, so nothing can be published",
    todo: "pass the workflow's token: env: { GITHUB_TOKEN: ${{ github.token }} }, with permissions: { issues: write }",
  });
}
