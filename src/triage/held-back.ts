import type { Answer, Failure } from "../live/exchange.ts";
import type { Verdict } from "./case.ts";

/** Why a request was held back after others had failed, where it was: the last part of its code is the cause. */
export function heldBack(answer: Answer | Failure): Verdict | undefined {
  const found = answer.kind === "failure" ? verdicts[answer.code] : undefined;
  return answer.kind === "failure" && found
    ? { ...found, certainty: "certain", text: `not sent: ${answer.message}` }
    : undefined;
}

const verdicts: Readonly<Record<string, Pick<Verdict, "cause" | "todo">>> = {
  NOT_SENT_NETWORK: { cause: "network", todo: "Look at why the requests before it failed." },
  NOT_SENT_DEPENDENCY: { cause: "dependency", todo: "Try again later; if it stays, tell the vendor." },
  NOT_SENT_RATE_LIMIT: {
    cause: "rate-limit",
    todo: `Raise the vendor's "wait", lower its "rate", or give it credentials with a higher limit.`,
  },
};
