import type { Vendor } from "../config/schema.ts";
import type { Answer } from "../live/exchange.ts";
import { answerOf, isPage, isRateLimited } from "./answer.ts";
import { type Case, type Examination, type Examiner, fail, pass, skip, type Verdict } from "./case.ts";
import { wrongsOf } from "./credentials.ts";

/** Step 3: whether the vendor refuses who we are, and what is wrong with our credentials. */
export const authentication: Examiner = {
  step: 3,
  name: "authentication",
  examine(failed) {
    const answer = answerOf(failed.sample);
    if (!answer) return skip("nothing was answered");
    const { status, hints = [] } = answer;
    if (isLogin(answer))
      return fail(verdict(failed.vendor, ["it redirects to a login"]), `location: ${answer.headers.location}`);
    if (isRateLimited(answer)) return pass("it is about how often we ask, not about who we are");
    if (status === 401) return refused(failed, answer, "certain");
    // Some vendors answer 400, or even 200, for a token that they do not know; the error tells.
    if (hints.includes("credentials") || hints.includes("scope")) return refused(failed, answer, "likely");
    if (status !== 403) return pass(`${status} does not question our credentials`);
    if (isPage(answer) || hints.includes("challenge")) return pass("the 403 is a gateway's, not the API's answer");
    return refused(failed, answer, "likely");
  },
};

function isLogin({ status, headers }: Answer): boolean {
  return (
    [302, 303, 307].includes(status) && /\b(log-?in|sign-?in|sso|oauth2?|authorize)\b/i.test(headers.location ?? "")
  );
}

async function refused(failed: Case, answer: Answer, certainty: Verdict["certainty"]): Promise<Examination> {
  const found = await wrongsOf(failed, answer);
  return fail(
    { ...verdict(failed.vendor, found), certainty: found.length > 0 ? "certain" : certainty },
    `the status is ${answer.status}`,
    ...found,
  );
}

function verdict({ auth }: Vendor, found: readonly string[]): Verdict {
  const said =
    auth === undefined ? "the vendor wants credentials, and none are configured" : "the vendor refuses the credentials";
  return {
    cause: "authentication",
    certainty: "certain",
    text: found[0] === undefined ? said : `${said}: ${found[0]}`,
    todo: auth === undefined ? `Give the vendor "auth".` : "Renew the credential, and look at its scopes.",
  };
}
