import type { Answer } from "../live/exchange.ts";
import { gatewayOf } from "../live/protocol/gateway.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf, isPage, isRateLimited } from "./answer.ts";
import { type Examiner, fail, pass, skip, type Verdict } from "./case.ts";
import type { Health } from "./endpoint.ts";
import { heldBack } from "./held-back.ts";
import { isDisguised, isPageForData } from "./symptom.ts";

/** Step 5: whether the vendor, or something else that its calls need, can serve at all just now, or will not so often. */
export const dependency: Examiner = {
  step: 5,
  name: "dependency health",
  async examine({ sample, inquiries }) {
    const answer = answerOf(sample);
    const held = heldBack(sample.exchange.answer);
    if (held) return fail(held);
    if (!answer) return skip("nothing was answered");
    if (isRateLimited(answer)) return fail(rateLimit(answer), ...limits(answer));
    const found = outage(sample, answer);
    const health = (await inquiries?.health()) ?? [];
    const says = health.map(({ evidence }) => evidence);
    if (found) return fail(found, ...traces(answer), ...says);
    const unwell = health.find(({ state }) => state === "down");
    if (unwell) return fail(because(unwell), ...says);
    return pass(
      ...(says.length > 0 ? says : ["neither a status page nor a health endpoint was asked"]),
      "no sign of an outage",
    );
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

/** Refusals that say that the moment is wrong, not the request: 423 and 424 are of a resource that is in use. */
const momentary: ReadonlySet<number> = new Set([408, 423, 424, 425]);

function outage(sample: Sample, answer: Answer): Verdict | undefined {
  const { status, hints = [] } = answer;
  if (status >= 500 || momentary.has(status)) return down("certain", `the vendor cannot serve just now (${status})`);
  if (hints.includes("challenge")) return down("likely", `a gateway wants to see a person (${status})`);
  if (status === 403 && isPage(answer)) return down("likely", "a gateway in front of the vendor turns us away (403)");
  if (hints.includes("maintenance")) return down("likely", `the vendor is under maintenance (${status})`);
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

/** What is down explains a failure; but not for certain, for nobody knows that the request needed it. */
function because({ name, kind, evidence }: Health): Verdict {
  return kind === "vendor"
    ? down("likely", `the vendor is not well: ${evidence}`)
    : {
        cause: "consumer",
        certainty: "likely",
        text: `something of ours is not well: ${evidence}`,
        todo: `Bring ${name} up again.`,
      };
}

function traces(answer: Answer): string[] {
  const gateway = gatewayOf(answer);
  return [
    `the status is ${answer.status}`,
    ...(isPage(answer) ? ["the body is a page for people"] : []),
    ...(gateway === undefined ? [] : [`it came through ${gateway}`]),
  ];
}
