import type { Answer, Failure } from "../live/exchange.ts";
import { answerOf } from "./answer.ts";
import { wrongPlace } from "./base-url.ts";
import { type Case, type Examiner, fail, pass, type Verdict } from "./case.ts";
import { skew, skewed } from "./clock.ts";

/** Step 6: whether our configuration or environment is to blame: base URL, proxy, account, limits of our own. */
export const ownLogic: Examiner = {
  step: 6,
  name: "our own logic",
  examine(failed) {
    const { answer } = failed.sample.exchange;
    const found = answer.kind === "failure" ? ofFailure(answer) : ofAnswer(failed, answer);
    return found
      ? fail(found, ...environment(failed))
      : pass("the base URL and the environment show nothing wrong", ...environment(failed));
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

function ofAnswer(failed: Case, answer: Answer): Verdict | undefined {
  if (answer.status === 407)
    return ours(
      "certain",
      "a proxy on our side wants credentials (407)",
      "Give the proxy of this machine its credentials.",
    );
  if (answer.status === 402)
    return ours("likely", "the vendor wants our account to be paid for (402)", "Look at the account at the vendor.");
  if (answer.status === 451)
    return ours("likely", "the vendor may not serve us where we are (451)", "Probe from where your code runs.");
  const place = wrongPlace(failed, answer);
  return place && ours(place.certainty, place.text, `Correct the vendor's "server".`);
}

function ours(certainty: Verdict["certainty"], text: string, todo: string): Verdict {
  return { cause: "consumer", certainty, text, todo };
}

/** What of this machine stands between us and the vendor; names only. */
function environment(failed: Case): string[] {
  const answer = answerOf(failed.sample);
  const difference = answer && skew(failed, answer);
  const proxies = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"].filter((name) =>
    [name, name.toLowerCase()].some((spelled) => failed.runtime.env[spelled]),
  );
  return [
    ...(proxies.length > 0 ? [`${proxies.join(" and ")} ${proxies.length > 1 ? "are" : "is"} set`] : []),
    ...(difference === undefined ? [] : [skewed(difference)]),
  ];
}
