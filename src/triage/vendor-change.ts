import type { Sample } from "../live/sample.ts";
import { answerOf } from "./answer.ts";
import type { Verdict } from "./case.ts";

/** Step 7: what no other step explains. It is certain where the published contract, or the vendor's own word, says so. */
export function vendorChange(sample: Sample): { readonly verdict: Verdict; readonly evidence: readonly string[] } {
  const status = answerOf(sample)?.status ?? 0;
  const isGone = status === 404 || status === 410 || sample.published?.known === false;
  const proof = proofs(sample, status);
  const todo = isGone
    ? "Move to the operation that replaces it."
    : "Send what the published contract asks for, and pin it.";
  const text = isGone
    ? `the vendor no longer answers here (${status}), and the pinned contract has the operation`
    : `the vendor refuses (${status}) a request that satisfies the pinned contract`;
  return {
    verdict: { cause: "vendor-change", certainty: proof.length > 0 ? "certain" : "likely", text, todo },
    evidence: ["no other step explains it", ...proof],
  };
}

function proofs({ published }: Sample, status: number): string[] {
  return [
    ...(status === 410 ? ["410 says that it is gone for good"] : []),
    ...(published?.known === false ? ["the published contract does not have the operation"] : []),
    ...(published?.known ? published.violations.map(({ text }) => `published: ${text}`) : []),
  ];
}
