import { secret } from "../config/environment.ts";
import type { Auth, Vendor } from "../config/schema.ts";
import { isObject } from "../json.ts";
import type { Answer } from "../live/exchange.ts";
import { parseTime } from "../live/transport/time.ts";
import type { Runtime } from "../runtime/index.ts";
import { answerOf, isPage, isRateLimited } from "./answer.ts";
import { type Case, type Examiner, fail, pass, skip } from "./case.ts";
import { claimsOf, complaints } from "./jwt.ts";

/** Step 3: whether the vendor refuses who we are, and what is wrong with our credentials. */
export const authentication: Examiner = {
  step: 3,
  name: "authentication",
  examine(failed) {
    const answer = answerOf(failed.sample);
    if (!answer) return skip("nothing was answered");
    if (isLogin(answer))
      return fail(verdict(failed.vendor, ["it redirects to a login"]), `location: ${answer.headers.location}`);
    if (answer.status !== 401 && answer.status !== 403)
      return pass(`${answer.status} does not question our credentials`);
    if (isRateLimited(answer)) return pass("a 403 with the headers of a rate limit is not about credentials");
    if (answer.status === 403 && isPage(answer)) return pass("the 403 is a gateway's page, not the API's answer");
    const found = [...wrongs(failed, answer), ...missingScopes(answer)];
    const certainty = answer.status === 401 || found.length > 0 ? "certain" : "likely";
    return fail({ ...verdict(failed.vendor, found), certainty }, `the status is ${answer.status}`, ...found);
  },
};

function isLogin({ status, headers }: Answer): boolean {
  return (
    [302, 303, 307].includes(status) && /\b(log-?in|sign-?in|sso|oauth2?|authorize)\b/i.test(headers.location ?? "")
  );
}

function verdict({ auth }: Vendor, found: readonly string[]) {
  const said =
    auth === undefined ? "the vendor wants credentials, and none are configured" : "the vendor refuses the credentials";
  return {
    cause: "authentication",
    certainty: "certain",
    text: found[0] === undefined ? said : `${said}: ${found[0]}`,
    todo: auth === undefined ? `Give the vendor "auth".` : "Renew the credential, and look at its scopes.",
  } as const;
}

function wrongs({ sample, vendor, runtime }: Case, answer: Answer): string[] {
  const { auth } = vendor;
  const now = parseTime(sample.exchange.startedAt) ?? runtime.clock.now().getTime();
  const theirs = parseTime(answer.headers.date ?? "") ?? now;
  return [
    ...(auth ? tokenWrongs(auth, runtime.env, theirs) : []),
    ...(auth ? schemeWrongs(auth, sample.protocol) : []),
    ...skew(theirs - now),
  ];
}

/** A token is judged by the vendor's clock, for the vendor does. */
function tokenWrongs(auth: Auth, env: Runtime["env"], theirs: number): string[] {
  const token = auth.kind === "bearer" ? secret(auth.token, env)?.trim() : undefined;
  const claims = token === undefined ? undefined : claimsOf(token);
  return claims ? complaints(claims, theirs) : [];
}

function schemeWrongs(auth: Auth, protocol: Case["sample"]["protocol"]): string[] {
  const asked = isObject(protocol) && Array.isArray(protocol.challenge) ? protocol.challenge : [];
  const sent = { bearer: "bearer", basic: "basic", "api-key": undefined, oauth2: "bearer" }[auth.kind];
  if (asked.length === 0 || (sent !== undefined && asked.includes(sent))) return [];
  return [`the vendor asks for ${asked.join(" or ")}, and ${auth.kind} is configured`];
}

/** More than a minute apart, tokens with short lives fail. */
const skewMs = 60_000;

function skew(difference: number): string[] {
  if (Math.abs(difference) <= skewMs) return [];
  const seconds = Math.round(Math.abs(difference) / 1000);
  return [`this machine's clock is ${seconds} s ${difference > 0 ? "behind" : "ahead of"} the vendor's`];
}

/** GitHub tells the scopes that the operation accepts, and those that the token has. */
function missingScopes({ headers }: Answer): string[] {
  const accepted = headers["x-accepted-oauth-scopes"]?.split(/,\s*/).filter(Boolean) ?? [];
  const granted = headers["x-oauth-scopes"]?.split(/,\s*/) ?? [];
  if (accepted.length === 0 || accepted.some((scope) => granted.includes(scope))) return [];
  return [`the token lacks the scope ${accepted.join(" or ")}`];
}
