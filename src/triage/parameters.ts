import type { Answer } from "../live/exchange.ts";
import { answerOf } from "./answer.ts";
import { type Case, type Examination, type Examiner, fail, pass, skip, type Verdict } from "./case.ts";
import { mayBeAnId, notFound } from "./not-found.ts";

/** Refusals that a wrong request explains. */
const ofRequests: ReadonlySet<number> = new Set([400, 404, 405, 406, 411, 413, 414, 415, 422, 431]);

/** Refusals of a request for being too large: how large it may be is in no contract. */
const ofSize: ReadonlySet<number> = new Set([413, 414, 431]);

/** Step 4: whether our request satisfies the pinned contract, and names something that exists. */
export const parameters: Examiner = {
  step: 4,
  name: "parameters and format",
  examine(failed) {
    const answer = answerOf(failed.sample);
    if (!answer) return skip("nothing was answered");
    const violations = failed.sample.pinned.violations.map(({ text }) => text);
    if (violations.length > 0) return violated(answer, violations);
    if (answer.status === 404 && mayBeAnId(failed.sample) && !isOfTheMoment(answer)) return ofNotFound(failed, answer);
    if (ofSize.has(answer.status))
      return fail(
        ours("likely", `our request is larger than the vendor takes (${answer.status})`, "Let the probe send less."),
      );
    return pass("the request satisfies the pinned contract");
  },
};

/** Then it says nothing of what is asked for. */
function isOfTheMoment({ hints = [] }: Answer): boolean {
  return hints.includes("maintenance") || hints.includes("challenge");
}

function violated({ status }: Answer, violations: readonly string[]): Examination {
  if (!ofRequests.has(status)) return pass(...violations, `${status} is not how a vendor refuses a request`);
  const text = `our request does not satisfy the pinned contract: ${violations.join("; ")}`;
  const todo = "Correct the probe in the configuration, or pin the published contract.";
  return fail(ours("certain", text, todo), ...violations);
}

async function ofNotFound(failed: Case, answer: Answer): Promise<Examination> {
  const { missing, certainty, evidence } = await notFound(failed, answer);
  const satisfied = "the request satisfies the pinned contract";
  if (missing === "address") return pass(satisfied, ...evidence);
  const text = "the vendor does not find what the path parameters name";
  return fail(ours(certainty, text, "Give the probe the id of something that exists."), satisfied, ...evidence);
}

function ours(certainty: Verdict["certainty"], text: string, todo: string): Verdict {
  return { cause: "request", certainty, text, todo };
}
