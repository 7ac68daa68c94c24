import { operationName } from "../contract/operations.ts";
import type { Answer } from "../live/exchange.ts";
import type { Sample } from "../live/sample.ts";
import { isAlike } from "./alike.ts";
import { answerOf } from "./answer.ts";
import type { Case, Verdict } from "./case.ts";

/** What a 404 at an address with parameters comes from: what they name is not there, or the address itself is not. */
export interface NotFound {
  readonly missing: "object" | "address";
  readonly certainty: Verdict["certainty"];
  readonly evidence: readonly string[];
}

/** Whether it may be an id that is wrong: an address with parameters, which no contract has given up. */
export function mayBeAnId({ exchange: { operation }, server, published }: Sample): boolean {
  return operation.path.includes("{") && server !== "other" && published?.known !== false;
}

/**
 * Tells a wrong id from a removed operation. It takes the vendor's own word for it, or a comparison with how the same
 * server answers where surely nothing is: a router that does not know the operation answers both in one way. Where that
 * is also how it tells of a wrong id, nothing is proved, and the milder reading stands: a removal stays unknown. That the
 * contract documents another 404 proves nothing, for few vendors answer as they document.
 */
export async function notFound(failed: Case, answer: Answer): Promise<NotFound> {
  if (answer.hints?.includes("no-object")) return object("certain", "the error says that there is no such thing");
  const nowhere = await toCompare(failed, "nowhere");
  if (nowhere?.status === 404 && !isAlike(answer, nowhere))
    return object("likely", "an address that surely leads nowhere is answered otherwise");
  const listed = await toCompare(failed, "listed");
  if (listed && listed.status < 300) return object("certain", "the operation answers for what the vendor itself lists");
  const same = nowhere?.status === 404;
  const found = whyGone(answer, same, listed !== undefined && isAlike(answer, listed));
  if (found) return address(...found, ...(same ? [alike] : []));
  return object("likely", ...(same ? [alike] : []), ...earlier(failed));
}

const alike = "an address that surely leads nowhere is answered in the same way";

async function toCompare({ sample, inquiries }: Case, question: "nowhere" | "listed"): Promise<Answer | undefined> {
  const asked = await inquiries?.[question](sample);
  return asked && answerOf(asked);
}

/** What shows that it is a router which answers, and not the operation. */
function whyGone({ hints }: Answer, isAsNowhere: boolean, isAsListed: boolean): string[] | undefined {
  if (hints?.includes("no-route")) return ["the error says that no route leads there"];
  if (isAsNowhere && isAsListed) return ["what the vendor itself lists is not found either"];
  return undefined;
}

function object(certainty: Verdict["certainty"], ...evidence: string[]): NotFound {
  return { missing: "object", certainty, evidence };
}

function address(...evidence: string[]): NotFound {
  return { missing: "address", certainty: "likely", evidence };
}

function earlier({ sample: { exchange }, baseline }: Case): string[] {
  const answered = baseline?.sampled.includes(operationName(exchange.operation));
  return answered ? ["the operation answered when the contract was pinned"] : [];
}
