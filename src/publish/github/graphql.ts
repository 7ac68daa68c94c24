import type { Octokit } from "octokit";

/** Asks GitHub's GraphQL for something. @throws GraphQLError where it says no */
export type GraphQL = <Answer>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<Answer>;

/** What GitHub's GraphQL answers instead of what was asked for, in its own words. */
export class GraphQLError extends Error {
  override readonly name = "GraphQLError";
}

/** A client for GraphQL beside the one for REST. `url` is that of the endpoint; undefined for the one beside the API. */
export function graphqlBy(octokit: Octokit, apiUrl: string | undefined, url: string | undefined): GraphQL {
  // On a GHES the API is at /api/v3, and GraphQL at /api/graphql.
  const root = url?.replace(/\/graphql\/*$/, "") ?? apiUrl?.replace(/\/+$/, "").replace(/\/v3$/, "");
  return async <Answer>(query: string, variables: Readonly<Record<string, unknown>>) => {
    const { data } = await octokit.request("POST /graphql", {
      ...(root === undefined ? {} : { baseUrl: root }),
      query,
      variables,
    });
    const { data: answer, errors = [] } = data as { data?: Answer; errors?: { message: string }[] };
    if (errors.length > 0 || answer === undefined) {
      throw new GraphQLError(errors.map(({ message }) => message).join("\n") || "GraphQL answered nothing");
    }
    return answer;
  };
}
