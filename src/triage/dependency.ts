import type { Answer } from "../live/exchange.ts";
import { gatewayOf } from "../live/protocol/gateway.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf, isPage, isRateLimited } from "./answer.ts";
import { type Examiner, fail, pass, skip, type Verdict } from "./case.ts";
import { health } from "./status-page.ts";
import { isDisguised, isPageForData } from "./symptom.ts";

/** Step 5: whether the vendor can serve at all just now, or will not serve so often. */
export const dependency: Examiner = {
  step: 5,
  name: "dependency health",
  async examine({ sample, vendor, runtime }) {
    const answer = answerOf(sample);
    if (!answer) return skip("nothing was answered");
    if (isRateLimited(answer)) return fail(rateLimit(answer), ...limits(answer));
    const found = outage(sample, answer);
    const page = await health(vendor, runtime);
    const says = page ? [page.evidence] : [];
    if (found) return fail(found, ...traces(answer), ...says);
    if (page?.indicator === "major" || page?.indicator === "critical") {
      return fail(down("likely", `the vendor reports an outage (${page.indicator})`), ...says);
    }
    return pass(...(page ? says : ["no status page is configured"]), "no sign of an outage");
  },
};

function rateLimit({ headers }: Answer): Verdict {
  const wait = headers["retry-after"] ?? "";
  const asked = /^\d+$/.test(wait) ? `; it asks to wait ${wait} s` : `; it asks to wait until ${wait}`;
  return {
    cause: "rate-limit",
    certainty: "certain",
    text: `the vendor's rate limit is used up${wait === "" ? "" : asked}`,
    todo: `Lower the vendor's "rate", or give it credentials with a higher limit.`,
  };
}

function limits({ status, headers }: Answer): string[] {
  const telling = Object.entries(headers).filter(([name]) => /retry-after|rate-?limit/.test(name));
  return [`the status is ${status}`, ...telling.map(([name, value]) => `${name}: ${value}`)];
}

function outage(sample: Sample, answer: Answer): Verdict | undefined {
  const { status } = answer;
  if (status >= 500 || status === 408 || status === 425)
    return down("certain", `the vendor cannot serve just now (${status})`);
  if (status === 403 && isPage(answer)) return down("likely", "a gateway in front of the vendor turns us away (403)");
  if ([302, 303, 307].includes(status)) return down("likely", `the vendor sends us elsewhere for now (${status})`);
  if (status >= 300) return undefined;
  if (isPageForData(sample, answer)) return down("likely", "a gateway's page came where data was expected");
  return isDisguised(sample, answer)
    ? down("likely", `an error came with the status of success (${status})`)
    : undefined;
}

function down(certainty: Verdict["certainty"], text: string): Verdict {
  return { cause: "dependency", certainty, text, todo: "Try again later; if it stays, tell the vendor." };
}

function traces(answer: Answer): string[] {
  const gateway = gatewayOf(answer);
  return [
    `the status is ${answer.status}`,
    ...(isPage(answer) ? ["the body is a page for people"] : []),
    ...(gateway === undefined ? [] : [`it came through ${gateway}`]),
  ];
}
