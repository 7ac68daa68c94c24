import type { Octokit } from "octokit";
import type { Runtime } from "../../runtime/index.ts";
import { type GraphQL, graphqlBy } from "./graphql.ts";
import { patience } from "./patience.ts";

/** GitHub, and the repository in it. */
export interface GitHub {
  readonly octokit: Octokit;
  readonly graphql: GraphQL;
  readonly repository: Repository;
  /** Requests left before GitHub's primary limit, as the last answer told; undefined where it did not. */
  readonly remaining: () => number | undefined;
}

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** How GitHub is reached. */
export interface Access {
  readonly repository: Repository;
  /** Absent only for reading. */
  readonly token: string | undefined;
  /** The base URL of the API; undefined for github.com. Never made up from a host name: GHES and ghe.com differ. */
  readonly apiUrl: string | undefined;
  /** The address of GraphQL; undefined for the one that belongs to the API. */
  readonly graphqlUrl: string | undefined;
}

/** Lends a client, and closes its connections afterwards. */
export async function withGitHub<T>(access: Access, runtime: Runtime, use: (github: GitHub) => Promise<T>): Promise<T> {
  const { apiUrl, graphqlUrl, repository } = access;
  // An address that whoever runs this has configured may be private: that is where a GHES is.
  const pool = await runtime.network.open({ allowPrivate: apiUrl !== undefined, timeoutMs: 30_000 });
  try {
    const { fetch } = await import("undici");
    const octokit = await clientOf(access, (url, init) => fetch(url, { ...init, dispatcher: pool }));
    const remaining = beingPatient(octokit, runtime);
    return await use({ octokit, graphql: graphqlBy(octokit, apiUrl, graphqlUrl), repository, remaining });
  } finally {
    await pool.close();
  }
}

type Fetch = typeof import("undici").fetch;

async function clientOf({ token, apiUrl }: Access, fetch: Fetch): Promise<Octokit> {
  const { Octokit } = await import("octokit");
  return new Octokit({
    ...(token === undefined ? {} : { auth: token }),
    ...(apiUrl === undefined ? {} : { baseUrl: apiUrl.replace(/\/+$/, "") }),
    userAgent: "driftpin",
    request: { fetch },
    // Both would wait on the real clock, and the first repeats a POST whose answer was lost: two issues of one.
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}

function beingPatient(octokit: Octokit, runtime: Runtime): GitHub["remaining"] {
  const patiently = patience(runtime);
  let remaining: number | undefined;
  octokit.hook.wrap("request", async (request, options) => {
    runtime.signal.throwIfAborted(); // between requests: one that is under way is finished
    const response = await patiently(isRepeatable(options), async () => request(options));
    const told = response.headers["x-ratelimit-remaining"];
    if (told !== undefined) remaining = Number(told);
    return response;
  });
  return () => remaining;
}

/** Whether a second time changes nothing. What git names by its content is the same however often it is made. */
function isRepeatable({ method, url }: { readonly method: string; readonly url: string }): boolean {
  return method !== "POST" || /\/git\/(blobs|trees|commits)$/.test(url);
}

const silent = () => undefined;
