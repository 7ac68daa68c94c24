import type { Json, JsonObject } from "../../json.ts";
import type { Endpoint } from "../probe/endpoint.ts";
import type { Content } from "../redact/content.ts";
import type { Fit, Shape } from "../sample.ts";
import type { RawAnswer } from "../transport/reply.ts";
import type { Answered } from "./answered.ts";
import { type About, ofValue } from "./body.ts";
import { deviation, distinct, type Met } from "./deviation.ts";
import { ofHeaders } from "./headers.ts";
import { isJson, mayBeEmpty } from "./media-type.ts";
import { mediaTypeFor, mediaTypesOf, type Part, responseFor } from "./response.ts";
import type { Checker } from "./schema.ts";
import { ofText } from "./text.ts";

/** An answer, what its body turned out to be, and its shape. */
export interface Received {
  readonly answer: RawAnswer;
  readonly content: Content;
  readonly shape: Shape | undefined;
}

/** Holds an answer against an operation of a contract: status, headers, media type, body. Redirects are not followed. */
export function conformance(
  endpoint: Endpoint,
  received: Answered,
  checker: Checker,
): Pick<Fit, "deviations" | "documented"> {
  const { documented, met } = examine(endpoint, received, checker);
  return { documented, deviations: met.map(({ deviation }) => deviation) };
}

/** What an answer shows. */
export interface Examined {
  /** Whether the contract documents its status. */
  readonly documented: boolean;
  readonly met: readonly Met[];
  /** Whether the contract says something of its body, which is not known. */
  readonly isPart: boolean;
}

/** The same, with the way to each deviation in the body. */
export function examine(endpoint: Endpoint, received: Answered, checker: Checker): Examined {
  const { status } = received.answer;
  const response = responseFor(endpoint, status);
  if (!response) return { documented: false, met: undocumentedStatus(endpoint, received.answer), isPart: false };
  const about = teller(endpoint, status, response);
  return {
    documented: true,
    isPart: received.content.kind === "unknown" && hasBody(endpoint, response, status),
    met: distinct([
      ...ofHeaders(endpoint.document, response, received.answer, checker, about),
      ...ofBody(endpoint, response, received, checker, about),
    ]),
  };
}

function ofAnswer(parts: Parameters<typeof deviation>[0]): Met {
  return { deviation: deviation(parts), path: [] };
}

/**
 * That a contract does not document a status. A redirect for good says where to go (RFC 9110, sections 15.4.2 and 15.4.9), so it says more than its status. One for
 * now is followed, interim answers are followed by the final one (section 15.2), and 304 answers what only the request
 * asked for (section 13.1): none of them is the operation's own.
 */
export function undocumentedStatus(
  { operation, pointer, written }: Endpoint,
  { status, headers }: Answered["answer"],
): Met[] {
  const isFollowed = [302, 303, 307].includes(status) && headers.location !== undefined;
  if (isFollowed || status < 200 || status === 304) return [];
  const isMoved = status === 301 || status === 308;
  return [
    ofAnswer({
      rule: isMoved ? "response-redirected-permanently" : "response-status-undocumented",
      operation,
      status,
      instancePath: "",
      pointer: `${pointer}/responses`,
      written: `${written}/responses`,
      keyword: "status",
      text: isMoved ? `the operation has moved for good (${status})` : `the contract documents no status ${status}`,
    }),
  ];
}

/** What is not said is about the answer as a whole. */
function teller({ operation }: Endpoint, status: number, { pointer, written }: Part): About {
  return (rule, keyword, text, { path = [], ...at } = {}) => ({
    deviation: deviation({ rule, operation, status, instancePath: "", pointer, written, keyword, text, ...at }),
    path,
  });
}

function ofBody(
  endpoint: Endpoint,
  response: Part,
  { answer: { status, headers }, content }: Answered,
  checker: Checker,
  about: About,
): Met[] {
  if (!hasBody(endpoint, response, status)) return [];
  const media = mediaTypeFor(endpoint.document, response, headers["content-type"]);
  if (content.kind === "none" && !(media && mayBeEmpty(headers["content-type"])))
    return [about("response-body-missing", "body", "the answer is empty, and the contract documents a body")];
  if (!media) {
    const told = misnamed(response, headers["content-type"], about);
    return content.kind === "json"
      ? [told, ...ofOtherJson(endpoint.document, response, content.value, checker, about)]
      : [told];
  }
  switch (content.kind) {
    case "unknown":
      return [];
    case "broken":
      return [
        about("response-body-unparsable", "body", `the body ${content.why}`, {
          pointer: media.pointer,
          written: media.written,
        }),
      ];
    case "json":
      return ofValue(endpoint.document, media, content.value, checker.response, about);
    case "none":
    case "text": {
      const text = content.kind === "text" ? content.text : "";
      return ofText(endpoint.document, media, headers["content-type"], text, checker, about);
    }
  }
}

function misnamed(response: Part, contentType: string | undefined, about: About): Met {
  const came = contentType?.split(";", 1)[0] ?? "no media type";
  const text = `the answer is ${came}, and the contract documents ${mediaTypesOf(response).join(", ")}`;
  return about("response-media-type-undocumented", "media-type", text);
}

/**
 * Vendors send `application/vnd.shop+json` where they document `application/json`, and the other way round: it is the same
 * body under another name, unless most names of its members say otherwise.
 */
function ofOtherJson(document: JsonObject, response: Part, value: Json, checker: Checker, about: About): Met[] {
  const media = mediaTypeFor(document, response, mediaTypesOf(response).find(isJson));
  if (!media) return [];
  const met = ofValue(document, media, value, checker.response, about);
  const strange = met.filter(isStrange).length;
  return strange * 2 > Object.keys(value ?? {}).length ? [] : met;
}

function isStrange({ deviation: { rule }, path }: Met): boolean {
  if (path.length === 0) return true;
  return path.length === 1 && (rule === "response-property-missing" || rule === "response-property-undocumented");
}

/** Whether the contract documents a body, and the answer may have one (RFC 9110, section 6.4.1). */
function hasBody({ operation }: Endpoint, response: Part, status: number): boolean {
  return mediaTypesOf(response).length > 0 && operation.method !== "head" && ![204, 205, 304].includes(status);
}
