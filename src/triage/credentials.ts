import type { JWTPayload } from "jose";
import { secret } from "../config/environment.ts";
import type { Auth } from "../config/schema.ts";
import type { Answer } from "../live/exchange.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Case } from "./case.ts";
import { challengeOf } from "./challenge.ts";
import { skew, skewed, theirTime } from "./clock.ts";
import { type Scheme, securityOf } from "./security.ts";

/** What is wrong with the credentials that were refused, in a sentence each, what explains most first. */
export async function wrongsOf(failed: Case, answer: Answer): Promise<string[]> {
  const { auth } = failed.vendor;
  const difference = skew(failed, answer);
  return [
    ...(auth ? await ofToken(auth, failed, answer) : []),
    ...ofScheme(auth, failed, answer),
    ...ofScopes(answer),
    ...(difference === undefined ? [] : [skewed(difference)]),
  ];
}

/** A token is judged by the vendor's clock, for the vendor does. */
async function ofToken(auth: Auth, failed: Case, answer: Answer): Promise<string[]> {
  const token = tokenOf(auth, failed.runtime.env);
  if (token === undefined) return [];
  const { claimsOf, complaints, isForAnotherHost } = await import("./jwt.ts"); // only a refused token is ever decoded
  const claims = claimsOf(token);
  if (!claims) return [];
  const isElsewhere =
    answer.status === 401 && isForAnotherHost(claims, new URL(failed.sample.exchange.request.url).hostname);
  return [
    ...complaints(claims, theirTime(failed, answer)),
    ...(await lackedBy(claims, failed, answer)),
    ...(isElsewhere ? ["the token is for another host (aud)"] : []),
  ];
}

function tokenOf(auth: Auth, env: Runtime["env"]): string | undefined {
  const reference = auth.kind === "bearer" ? auth.token : auth.kind === "api-key" ? auth.value : undefined;
  return reference === undefined ? undefined : secret(reference, env)?.trim();
}

/** Scopes that the challenge asks for, or else the contract, and the token does not say it has. */
async function lackedBy(claims: JWTPayload, failed: Case, answer: Answer): Promise<string[]> {
  const { grantedBy } = await import("./jwt.ts");
  const granted = grantedBy(claims);
  if (!granted || answer.status === 401) return []; // 401 is about the token, not about what it may do (RFC 6750, section 3.1)
  const asked = challengeOf(answer).scopes;
  const alternatives =
    asked.length > 0 ? [asked] : requirements(failed).map((schemes) => schemes.flatMap(({ scopes }) => scopes));
  const lacking = alternatives.map((scopes) => scopes.filter((scope) => !granted.includes(scope)));
  const [nearest] = lacking.toSorted((a, b) => a.length - b.length);
  return nearest && nearest.length > 0 ? [`the token lacks the scope ${nearest.join(" and ")}`] : [];
}

/** The challenge says it for certain; the contract says it of who sends nothing, or something else. */
function ofScheme(auth: Auth | undefined, failed: Case, answer: Answer): string[] {
  const { schemes } = challengeOf(answer);
  const sent = auth && schemeOf[auth.kind];
  if (auth && schemes.length > 0 && (sent === undefined || !schemes.includes(sent)))
    return [`the vendor asks for ${schemes.join(" or ")}, and ${auth.kind} is configured`];
  const asked = requirements(failed);
  if (asked.length === 0 || asked.some((needed) => needed.every(({ kinds }) => auth && kinds.includes(auth.kind))))
    return [];
  const told = asked.map((needed) => needed.map((scheme) => scheme.told).join(" and ")).join(", or ");
  return [`the contract asks for ${told}, and ${auth ? `${auth.kind} is` : "nothing is"} configured`];
}

const schemeOf: Readonly<Record<Auth["kind"], string | undefined>> = {
  bearer: "bearer",
  oauth2: "bearer",
  basic: "basic",
  "api-key": undefined,
};

function requirements({ pinned, sample }: Case): Scheme[][] {
  return pinned ? securityOf(pinned, sample.exchange.operation) : [];
}

/** A challenge names the scopes that it wants (RFC 6750, section 3); GitHub tells those that the token has as well. */
function ofScopes(answer: Answer): string[] {
  const { error, scopes } = challengeOf(answer);
  if (error === "insufficient_scope")
    return [`the token lacks ${scopes.length > 0 ? `the scope ${scopes.join(" ")}` : "a scope"} (insufficient_scope)`];
  if (error === "invalid_token")
    return ["the challenge says that the token is expired, revoked or malformed (invalid_token)"];
  const accepted = answer.headers["x-accepted-oauth-scopes"]?.split(/,\s*/).filter(Boolean) ?? [];
  const granted = answer.headers["x-oauth-scopes"]?.split(/,\s*/) ?? [];
  if (accepted.length === 0 || accepted.some((scope) => granted.includes(scope))) return [];
  return [`the token lacks the scope ${accepted.join(" or ")}`];
}
