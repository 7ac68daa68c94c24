import { isObject } from "../json.ts";
import { essence } from "../live/conformance/media-type.ts";
import type { Answer } from "../live/exchange.ts";
import { gatewayOf } from "../live/protocol/gateway.ts";
import { isRateLimit } from "../live/redact/headers.ts";
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
function isSurprisingRedirect(sample: Sample, { status }: Answer): boolean {
  if (sample.pinned.documented || status === 304) return false;
  return (status !== 301 && status !== 308) || isToOtherScheme(sample);
}

/** Whether it redirects to the same host by http instead of https, or the other way round. */
export function isToOtherScheme(sample: Sample): boolean {
  const { status = 0, headers = {} } = answerOf(sample) ?? {};
  const { url } = sample.exchange.request;
  if (status < 300 || status > 399 || headers.location === undefined || !URL.canParse(headers.location, url))
    return false;
  const [from, to] = [new URL(url), new URL(headers.location, url)];
  return from.hostname === to.hostname && from.protocol !== to.protocol;
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
  return [
    ...(gateway === undefined ? [] : [`it came through ${gateway}`]),
    ...telling(answer),
    ...envelope(answer),
    ...(answer.hints ?? []).map((hint) => `it says: ${sayings[hint]}`),
  ];
}

/** Headers that explain a refusal. */
function telling({ headers }: Answer): string[] {
  const names = ["www-authenticate", "allow", "location", "retry-after", "deprecation", "sunset", "x-cache"];
  return Object.entries(headers)
    .filter(([name]) => names.includes(name) || isRateLimit(name))
    .map(([name, value]) => `${name}: ${value}`);
}

/** The form of an error: RFC 9457's problem details, the vendor's own, or a text. */
function envelope({ headers, body, size }: Answer): string[] {
  if (typeof body === "string") return [`the body is text${size === undefined ? "" : ` of ${size} bytes`}`];
  if (!isObject(body)) return [];
  const members = Object.keys(body).slice(0, 8).join(", ") || "no members";
  const isProblem = essence(headers["content-type"]) === "application/problem+json";
  return [isProblem ? `the body is a problem (RFC 9457) with ${members}` : `the body has ${members}`];
}

const sayings: Readonly<Record<NonNullable<Answer["hints"]>[number], string>> = {
  "no-route": "no route leads there",
  "no-object": "there is no such thing",
  "rate-limit": "too many requests",
  credentials: "the credentials are no good",
  scope: "a scope or a permission is missing",
  maintenance: "it is under maintenance, or not available for now",
  challenge: "prove that you are a person",
  https: "it wants https",
};
