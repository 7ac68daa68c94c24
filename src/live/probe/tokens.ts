import { secret } from "../../config/environment.ts";
import type { Auth, Vendor } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Refusal } from "../sample.ts";
import { ask } from "../transport/ask.ts";
import type { RawAnswer, RawFailure } from "../transport/reply.ts";

/** A vendor's access tokens: one at a time, shared by its probes, fetched when it is first needed. */
export interface Tokens {
  /**
   * A token that has not expired; or why there has never been one, which is found out once. Where an expired one cannot
   * be renewed, it stays: the vendor's 401 then tells what is wrong.
   */
  current(): Promise<Token | NoToken>;
  /** What stands in for a token that the vendor has refused with a 401: another one, the first time. */
  renewed(refused: Token): Promise<Token | NoToken>;
}

export interface Token {
  readonly kind: "token";
  readonly value: string;
  /** Milliseconds since 1970; absent where the vendor does not say. */
  readonly expiresAt?: number;
}

/** Why there is no token, in a sentence that holds nothing of what the token endpoint said. */
export interface NoToken {
  readonly kind: "none";
  readonly why: string;
}

/** Why a probe cannot be authenticated. That says nothing of its operation. */
export function refuseWithoutToken(operation: Operation, { why }: NoToken): Refusal {
  return {
    operation,
    cause: "authentication",
    text: why,
    todo: `Look at the vendor's "token-url", and at the client's id, secret and scopes.`,
  };
}

type OAuth2 = Extract<Auth, { kind: "oauth2" }>;

/** The tokens of a vendor whose probes authenticate with OAuth 2.0 client credentials (RFC 6749, section 4.4). */
export function tokensOf(vendor: Vendor, runtime: Runtime): Tokens | undefined {
  const { auth } = vendor;
  if (auth?.kind !== "oauth2") return undefined;
  let latest: Promise<Token | NoToken> | undefined;
  let hasRenewed = false;
  const replace = async (old: Token | NoToken | undefined): Promise<Token | NoToken> => {
    const token = await fetchToken(auth, vendor, runtime);
    return token.kind === "none" && old?.kind === "token" ? { kind: "token", value: old.value } : token;
  };
  return {
    async current() {
      const known = latest;
      const token = await known;
      if (token && !isExpired(token, runtime.clock.now().getTime())) return token;
      if (latest === known || !latest) latest = replace(token); // else another probe was quicker
      return latest;
    },
    async renewed(refused) {
      const token = await latest;
      if (token === refused && !hasRenewed) {
        hasRenewed = true;
        latest = replace(token);
      }
      return latest ?? refused;
    },
  };
}

function isExpired(token: Token | NoToken, now: number): boolean {
  return token.kind === "token" && token.expiresAt !== undefined && token.expiresAt <= now;
}

async function fetchToken(
  auth: OAuth2,
  { allowPrivate, timeoutMs }: Vendor,
  runtime: Runtime,
): Promise<Token | NoToken> {
  const pool = await runtime.network.open({ allowPrivate, timeoutMs, connections: 1 });
  try {
    return await grant(auth, runtime, async (request) => {
      const first = await ask(pool, request, runtime.signal);
      if (!isPassing(first)) return first;
      await runtime.clock.sleep(pauseMs, runtime.signal);
      return ask(pool, request, runtime.signal);
    });
  } finally {
    await pool.destroy();
  }
}

/** A token that was asked for twice is no harm, unlike a night without one. */
const pauseMs = 1000;

function isPassing(answer: RawAnswer | RawFailure): boolean {
  return answer.kind === "failure" ? answer.phase !== "prepare" : answer.status >= 500 || answer.status === 429;
}

type Asked = Parameters<typeof ask>[1];

async function grant(
  auth: OAuth2,
  { env, clock, signal }: Runtime,
  send: (request: Asked) => Promise<RawAnswer | RawFailure>,
): Promise<Token | NoToken> {
  const oauth = await import("oauth4webapi");
  const clientSecret = secret(auth.clientSecret, env)?.trim() ?? "";
  const server = { issuer: auth.tokenUrl, token_endpoint: auth.tokenUrl };
  const client = { client_id: secret(auth.clientId, env)?.trim() ?? "" };
  const authenticate = auth.clientAuthentication === "basic" ? oauth.ClientSecretBasic : oauth.ClientSecretPost;
  const askedAt = clock.now().getTime();
  let last: RawAnswer | RawFailure | undefined;
  try {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authenticate(clientSecret),
      wanted(auth),
      {
        [oauth.allowInsecureRequests]: true, // which the configuration allows on this machine only
        [oauth.customFetch]: async (url, { method, headers, body }) => {
          last = await send({ url: new URL(url), method, headers, body: Buffer.from(String(body)) });
          return responseOf(last);
        },
      },
    );
    const token = await oauth.processClientCredentialsResponse(server, client, response);
    if (token.token_type !== "bearer")
      return none(`the token is of type ${token.token_type}, which probes cannot send`);
    const lifetime = (token.expires_in ?? 0) * 1000;
    return { kind: "token", value: token.access_token, ...(lifetime > 0 && { expiresAt: askedAt + lifetime }) };
  } catch (error) {
    signal.throwIfAborted(); // ^C is no failure of the vendor's
    if (last === undefined) throw error;
    return none(told(last, error instanceof oauth.ResponseBodyError ? error.error : undefined));
  }
}

function wanted({ scope, audience }: OAuth2): Record<string, string> {
  return { ...(scope !== undefined && { scope }), ...(audience !== undefined && { audience }) };
}

/** A failure has no response, and the library takes an error for it. */
function responseOf(answer: RawAnswer | RawFailure): Response {
  if (answer.kind === "failure") throw new TypeError(answer.code);
  const { status, headers, body } = answer;
  return new Response(body.length > 0 ? new Uint8Array(body) : null, { status, headers });
}

function none(why: string): NoToken {
  return { kind: "none", why };
}

/** Error codes that a token endpoint may give (RFC 6749, section 5.2). Whatever else it says is not repeated. */
const codes: ReadonlySet<string> = new Set([
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
]);

function told(answer: RawAnswer | RawFailure, error: string | undefined): string {
  if (answer.kind === "failure") return `the token endpoint cannot be reached (${answer.phase}: ${answer.code})`;
  if (error !== undefined && codes.has(error)) return `the token endpoint refuses: ${error} (${answer.status})`;
  if (answer.status === 401) return "the token endpoint does not accept the client's id and secret (401)";
  return answer.status === 200
    ? "the token endpoint answers something that is no token (200)"
    : `the token endpoint gives no token (${answer.status})`;
}
