import { isObject } from "../json.ts";
import { essence } from "../live/conformance/media-type.ts";
import type { Answer } from "../live/exchange.ts";
import { gatewayOf } from "../live/protocol/gateway.ts";
import type { Sample } from "../live/sample.ts";
import { answerOf, isPage } from "./answer.ts";
import type { Examiner } from "./case.ts";

/** Whether an exchange needs a diagnosis. A good answer that only deviates from the contract does not. */
export function hasFailed(sample: Sample): boolean {
  const answer = answerOf(sample);
  if (!answer || answer.status >= 400) return true;
  return answer.status >= 300
    ? isSurprisingRedirect(sample, answer)
    : isPageForData(sample, answer) || isDisguised(sample, answer);
}

/** A redirect for good, to another place, is a deviation; one for now, or to the other scheme, hides the answer. */
function isSurprisingRedirect({ pinned, protocol }: Sample, { status }: Answer): boolean {
  if (pinned.documented || status === 304) return false;
  return (status !== 301 && status !== 308) || redirectsTo(protocol) === "other-scheme";
}

/** Where a redirect leads, as the protocol facts tell it. */
export function redirectsTo(protocol: Sample["protocol"]): unknown {
  return isObject(protocol) && isObject(protocol.redirect) ? protocol.redirect.to : undefined;
}

/** A page for people, with a status of success, where the contract has none. */
export function isPageForData({ pinned }: Sample, answer: Answer): boolean {
  return isPage(answer) && pinned.deviations.some(({ rule }) => rule === "response-media-type-undocumented");
}

/** An error with a status of success: the body is an error's, and what the contract requires is not in it. */
export function isDisguised({ pinned }: Sample, { body }: Answer): boolean {
  if (!isObject(body) || !["error", "errors", "fault"].some((name) => Object.hasOwn(body, name))) return false;
  return pinned.deviations.some(({ rule }) => rule === "response-property-missing");
}

/** Step 1: what was seen. It decides nothing. */
export const symptom: Examiner = {
  step: 1,
  name: "symptom",
  examine: ({ sample }) => ({ outcome: "fail", evidence: [seen(sample), ...traces(sample)] }),
};

function seen({ exchange: { request, answer, durationMs } }: Sample): string {
  const asked = `${request.method} ${request.url}`;
  if (answer.kind === "failure") return `${asked} failed at ${answer.phase} with ${answer.code} after ${durationMs} ms`;
  const type = essence(answer.headers["content-type"]);
  return `${asked} answered ${answer.status}${type === "" ? "" : ` ${type}`} after ${durationMs} ms`;
}

function traces(sample: Sample): string[] {
  const answer = answerOf(sample);
  if (!answer) return [];
  const gateway = gatewayOf(answer);
  const { body } = answer;
  return [
    ...(gateway === undefined ? [] : [`it came through ${gateway}`]),
    ...(typeof body === "string" ? [`the body begins: ${body.replaceAll(/\s+/g, " ").trim().slice(0, 120)}`] : []),
    ...(isObject(body) ? [`the body has ${Object.keys(body).slice(0, 8).join(", ")}`] : []),
  ];
}
