import type { Sample } from "../live/sample.ts";
import { answerOf, isPage } from "./answer.ts";
import { type Examiner, fail, pass, skip } from "./case.ts";

/** Refusals that a wrong request explains. */
const ofRequests: ReadonlySet<number> = new Set([400, 404, 405, 406, 411, 413, 414, 415, 422]);

/** Step 4: whether our request satisfies the pinned contract, and names something that exists. */
export const parameters: Examiner = {
  step: 4,
  name: "parameters and format",
  examine({ sample }) {
    const answer = answerOf(sample);
    if (!answer) return skip("nothing was answered");
    const violations = sample.pinned.violations.map(({ text }) => text);
    if (violations.length > 0 && ofRequests.has(answer.status)) {
      const todo = "Correct the probe in the configuration, or pin the published contract.";
      return fail(
        {
          cause: "request",
          certainty: "certain",
          text: `our request does not satisfy the pinned contract: ${violations.join("; ")}`,
          todo,
        },
        ...violations,
      );
    }
    if (violations.length > 0) return pass(...violations, `${answer.status} is not how a vendor refuses a request`);
    if (answer.status === 404 && namesNothing(sample)) {
      const text = "the vendor does not find what the path parameters name";
      const todo = "Give the probe the id of something that exists.";
      return fail(
        { cause: "request", certainty: "likely", text, todo },
        "the request satisfies the pinned contract",
        "the API itself answers 404",
      );
    }
    return pass("the request satisfies the pinned contract");
  },
};

/** The API itself answers, on an address that both contracts have: then it is the id that is wrong, not the path. */
function namesNothing(sample: Sample): boolean {
  const answer = answerOf(sample);
  const isApi = answer !== undefined && !isPage(answer) && answer.body !== undefined;
  return (
    isApi &&
    sample.exchange.operation.path.includes("{") &&
    sample.server !== "other" &&
    sample.published?.known !== false
  );
}
