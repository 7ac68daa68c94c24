import { find, operationName } from "../contract/operations.ts";
import type { Change } from "../diff/change.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf } from "./answer.ts";
import type { Case, LastExamination, Verdict } from "./case.ts";
import { isSame, wavering } from "./second-answer.ts";
import { surprisesOf } from "./surprise.ts";
import { hasFailed } from "./symptom.ts";
import { unpinned } from "./unpinned.ts";

/**
 * Step 7: what no other step explains. It is certain where the published contract, or the vendor's own word, says so. It
 * must last as long as a second look: what is answered otherwise a moment later is the vendor's trouble, not its change.
 */
export async function vendorChange(failed: Case): Promise<LastExamination> {
  const { sample } = failed;
  const again = await failed.inquiries?.again(sample);
  if (again && !isSame(sample, again)) return wavering(sample, again);
  const proof = proofs(sample);
  const ours = proof.length > 0 ? undefined : unpinned(failed);
  if (ours) return { verdict: ours, evidence: ["no probe like this answered when the contract was pinned"] };
  return {
    verdict: { cause: "vendor-change", certainty: proof.length > 0 ? "certain" : "likely", ...told(failed) },
    evidence: [
      "no other step explains it",
      ...proof,
      ...onPaper(failed),
      ...announced(failed),
      ...(again ? ["the same request was answered in the same way a second time"] : []),
      ...neighbours(failed),
    ],
  };
}

function told(failed: Case): Pick<Verdict, "text" | "todo"> {
  const { sample } = failed;
  const status = answerOf(sample)?.status ?? 0;
  if (status < 400) {
    const [first, ...others] = surprisesOf(sample, failed).map(({ text }) => text);
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
        todo: isUnpublished(failed)
          ? "Ask the vendor what it wants from now on: what it publishes does not say."
          : "Send what the published contract asks for, and pin it.",
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

/** Whether what is published was looked at, and asks for nothing else. */
function isUnpublished(failed: Case): boolean {
  const { published } = failed.sample;
  return published?.known === true && published.violations.length === 0 && changesHere(failed).length === 0;
}

/** What the published contract changes at the operation. */
function onPaper(failed: Case): string[] {
  if (!failed.sample.published) return ["nothing published was compared"];
  const here = changesHere(failed);
  if (here.length === 0) return ["the published contract changes nothing here"];
  const more = here.length > mostTold ? [`and ${here.length - mostTold} more changes on paper`] : [];
  return [...here.slice(0, mostTold).map(({ text }) => `on paper: ${text}`), ...more];
}

const mostTold = 3;

function changesHere({ sample: { exchange }, changes = [] }: Case): readonly Change[] {
  const name = operationName(exchange.operation);
  return changes.filter(({ operation }) => operation && operationName(operation) === name);
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
