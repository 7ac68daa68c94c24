import type { Sample } from "../live/sample.ts";
import { answerOf } from "./answer.ts";
import type { LastExamination } from "./case.ts";
import { hasFailed } from "./symptom.ts";

/** Whether two answers to one request say the same of the vendor. */
export function isSame(first: Sample, second: Sample): boolean {
  if (hasFailed(first) || hasFailed(second)) return answerOf(first)?.status === answerOf(second)?.status;
  const before = new Set(first.pinned.deviations.map(({ fingerprint }) => fingerprint));
  return second.pinned.deviations.some(({ fingerprint }) => before.has(fingerprint));
}

/** What an answer comes from that was another one a moment later: the vendor's trouble, which may be a release. */
export function wavering(first: Sample, second: Sample): LastExamination {
  const [before, then] = [shown(first), shown(second)];
  return {
    verdict: {
      cause: "dependency",
      certainty: "likely",
      text: `the vendor answers the same request now in one way, now in another (${before}, then ${then})`,
      todo: "Wait for the next run: the vendor may be in the middle of a release.",
    },
    evidence: [`a second time it was answered otherwise: ${then}`],
  };
}

function shown({ exchange: { answer } }: Sample): string {
  return answer.kind === "answer" ? String(answer.status) : answer.code;
}
