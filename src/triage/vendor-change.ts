import { find, operationName } from "../contract/operations.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf } from "./answer.ts";
import type { Case, Verdict } from "./case.ts";
import { hasFailed } from "./symptom.ts";

/** What the last step found. It always decides. */
export interface LastExamination {
  readonly verdict: Verdict;
  readonly evidence: readonly string[];
}

/**
 * Step 7: what no other step explains. It is certain where the published contract, or the vendor's own word, says so. It
 * must last as long as a second look: what is answered otherwise a moment later is the vendor's trouble, not its change.
 */
export async function vendorChange(failed: Case): Promise<LastExamination> {
  const { sample } = failed;
  const again = await failed.inquiries?.again(sample);
  if (again && !isSame(sample, again)) return passing(sample, again);
  const proof = proofs(sample);
  return {
    verdict: { cause: "vendor-change", certainty: proof.length > 0 ? "certain" : "likely", ...told(sample) },
    evidence: [
      "no other step explains it",
      ...proof,
      ...announced(failed),
      ...(again ? ["the same request was answered in the same way a second time"] : []),
      ...neighbours(failed),
    ],
  };
}

/** Whether two answers to one request say the same of the vendor. */
function isSame(first: Sample, second: Sample): boolean {
  if (hasFailed(first) || hasFailed(second)) return answerOf(first)?.status === answerOf(second)?.status;
  const before = new Set(first.pinned.deviations.map(({ fingerprint }) => fingerprint));
  return second.pinned.deviations.some(({ fingerprint }) => before.has(fingerprint));
}

function passing({ exchange }: Sample, again: Sample): LastExamination {
  const { answer } = again.exchange;
  const then = answer.kind === "answer" ? String(answer.status) : answer.code;
  return {
    verdict: {
      cause: "dependency",
      certainty: "likely",
      text: `the vendor answers the same request now in one way, now in another (${exchange.answer.kind === "answer" ? exchange.answer.status : exchange.answer.code}, then ${then})`,
      todo: "Wait for the next run: the vendor may be in the middle of a release.",
    },
    evidence: [`a second time it was answered otherwise: ${then}`],
  };
}

function told(sample: Sample): Pick<Verdict, "text" | "todo"> {
  const status = answerOf(sample)?.status ?? 0;
  if (status < 400) {
    const [first, ...others] = sample.pinned.deviations.map(({ text }) => text);
    const more = others.length > 0 ? `, and ${others.length} more` : "";
    return {
      text: `the answer no longer fits the pinned contract: ${first ?? `status ${status}`}${more}`,
      todo: "Read what driftpin check finds, and change the code that it reaches.",
    };
  }
  const isGone = status === 404 || status === 410 || sample.published?.known === false;
  return isGone
    ? {
        text: `the vendor no longer answers here (${status}), and the pinned contract has the operation`,
        todo: "Move to the operation that replaces it.",
      }
    : {
        text: `the vendor refuses (${status}) a request that satisfies the pinned contract`,
        todo: "Send what the published contract asks for, and pin it.",
      };
}

function proofs(sample: Sample): string[] {
  const { published } = sample;
  return [
    ...(answerOf(sample)?.status === 410 ? ["410 says that it is gone for good"] : []),
    ...(published?.known === false ? ["the published contract does not have the operation"] : []),
    ...(published?.known ? published.violations.map(({ text }) => `published: ${text}`) : []),
  ];
}

/** That the vendor said before that this would end. */
function announced({ sample, samples, pinned }: Case): string[] {
  const { operation } = sample.exchange;
  const node = pinned && find(pinned.document, operationName(operation))?.node;
  const headers = samples.flatMap((one) => Object.keys(answerOf(one)?.headers ?? {}));
  return [
    ...(node?.deprecated === true ? ["the pinned contract already calls the operation deprecated"] : []),
    ...(["deprecation", "sunset"] as const)
      .filter((name) => headers.includes(name))
      .map((name) => `answers of the vendor have a ${name} header`),
  ];
}

/** Others that are well show that it is not the whole vendor. */
function neighbours({ sample, samples }: Case): string[] {
  const others = samples.filter(
    (one) => operationName(one.exchange.operation) !== operationName(sample.exchange.operation),
  );
  if (others.length === 0) return [];
  const well = new Set(
    others.filter((one) => !hasFailed(one)).map(({ exchange }) => operationName(exchange.operation)),
  );
  return [`${well.size} other ${well.size === 1 ? "operation still answers" : "operations still answer"}`];
}
