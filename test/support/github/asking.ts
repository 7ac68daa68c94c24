import type { GitHub } from "./index.ts";

/** What GitHub answered. */
export interface Told {
  readonly status: number;
  /** Why not: the first error's own words, else its code, else the message; undefined where all is well. */
  readonly refusal: string | undefined;
  readonly body: unknown;
}

/** Asks as a program does, within the repository: `POST /issues`. */
export async function ask({ url }: GitHub, request: string, body?: object, token = "bot-token"): Promise<Told> {
  const [method = "", path = ""] = request.split(" ");
  const answer = await fetch(path === "/graphql" ? `${url}/graphql` : `${url}/repos/acme/shop${path}`, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  const told: unknown = text === "" ? undefined : JSON.parse(text);
  const { message, errors } = (told ?? {}) as { message?: string; errors?: { code?: string; message?: string }[] };
  return { status: answer.status, refusal: errors?.[0]?.message ?? errors?.[0]?.code ?? message, body: told };
}

/** The id of what GitHub made. */
export async function shaOf(told: Promise<Told>): Promise<string> {
  return ((await told).body as { sha: string }).sha;
}
