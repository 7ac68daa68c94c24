import type { Answer, Failure } from "../live/exchange.ts";
import type { Sample } from "../live/sample.ts";
import { isPage } from "./answer.ts";
import { type Examiner, fail, pass, type Verdict } from "./case.ts";
import { redirectsTo } from "./symptom.ts";

/** Step 6: whether our configuration or environment is to blame: base URL, proxy, account, limits of our own. */
export const ownLogic: Examiner = {
  step: 6,
  name: "our own logic",
  examine({ sample }) {
    const { answer } = sample.exchange;
    const found = answer.kind === "failure" ? ofFailure(answer) : ofAnswer(sample, answer);
    return found ? fail(found) : pass("the base URL and the environment show nothing wrong");
  },
};

function ofFailure({ code, message }: Failure): Verdict {
  if (code === "ADDRESS_REFUSED")
    return ours("certain", message, `Set "allow-private" if the address is meant to be reached.`);
  if (code === "BodyTooLargeError")
    return ours("certain", "the answer is larger than is ever read (10 MiB)", "Let the probe ask for less.");
  return ours(
    "certain",
    `the request could not be made: ${message}`,
    "Look at the vendor's server and the probe's headers.",
  );
}

function ofAnswer(sample: Sample, answer: Answer): Verdict | undefined {
  const { status, body } = answer;
  if (status === 407)
    return ours(
      "certain",
      "a proxy on our side wants credentials (407)",
      "Give the proxy of this machine its credentials.",
    );
  if (status === 402)
    return ours("likely", "the vendor wants our account to be paid for (402)", "Look at the account at the vendor.");
  if (redirectsTo(sample.protocol) === "other-scheme")
    return baseUrl("certain", "the vendor redirects to the other scheme, http or https");
  if (typeof body === "string" && /plain HTTP request was sent to HTTPS port/i.test(body)) {
    return baseUrl("certain", "the server wants https");
  }
  if ([404, 405, 421].includes(status) && (sample.server === "other" || status === 421)) {
    return baseUrl(
      "likely",
      `the base path is not one that the contract names (${status}${isPage(answer) ? ", a page for people" : ""})`,
    );
  }
  return undefined;
}

function baseUrl(certainty: Verdict["certainty"], text: string): Verdict {
  return ours(certainty, text, `Correct the vendor's "server".`);
}

function ours(certainty: Verdict["certainty"], text: string, todo: string): Verdict {
  return { cause: "consumer", certainty, text, todo };
}
