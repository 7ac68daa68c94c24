import type { Endpoint } from "../probe/endpoint.ts";
import type { Content } from "../redact/content.ts";
import type { Deviation, Fit, Shape } from "../sample.ts";
import type { RawAnswer } from "../transport/index.ts";
import { type About, ofJson } from "./body.ts";
import { deviation, distinct } from "./deviation.ts";
import { headersOf, mediaTypeFor, mediaTypesOf, type Part, responseFor } from "./response.ts";
import type { Checker } from "./schema.ts";

/** An answer, and what its body turned out to be. */
export interface Received {
  readonly answer: RawAnswer;
  readonly content: Content;
  readonly shape: Shape | undefined;
}

/** Holds an answer against an operation of a contract: status, headers, media type, body. Redirects are not followed. */
export function conformance(
  endpoint: Endpoint,
  received: Received,
  checker: Checker,
): Pick<Fit, "deviations" | "documented"> {
  const { status } = received.answer;
  const response = responseFor(endpoint, status);
  const ending = announcedEnd(endpoint, received.answer);
  if (!response) return { documented: false, deviations: [...ending, undocumentedStatus(endpoint, status)] };
  const about = teller(endpoint, status, response);
  return {
    documented: true,
    deviations: distinct([
      ...ending,
      ...missingHeaders(endpoint, response, received.answer, about),
      ...ofBody(endpoint, response, received, checker, about),
    ]),
  };
}

/** The Deprecation (RFC 9745) and Sunset (RFC 8594) headers, where the contract does not say so itself. */
function announcedEnd({ operation, node, pointer, written }: Endpoint, { status, headers }: RawAnswer): Deviation[] {
  const names = ["deprecation", "sunset"].filter((name) => headers[name] !== undefined && headers[name] !== "false");
  if (names.length === 0 || node.deprecated === true) return [];
  return [
    deviation({
      rule: "response-deprecation-announced",
      operation,
      status,
      instancePath: "",
      pointer,
      written,
      keyword: "header",
      text: `the answer has the ${names.join(" and ")} header, and the contract does not call the operation deprecated`,
    }),
  ];
}

/** A redirect for good says where to go (RFC 9110, sections 15.4.2 and 15.4.9), so it says more than its status. */
function undocumentedStatus({ operation, pointer, written }: Endpoint, status: number): Deviation {
  const isMoved = status === 301 || status === 308;
  return deviation({
    rule: isMoved ? "response-redirected-permanently" : "response-status-undocumented",
    operation,
    status,
    instancePath: "",
    pointer: `${pointer}/responses`,
    written: `${written}/responses`,
    keyword: "status",
    text: isMoved ? `the operation has moved for good (${status})` : `the contract documents no status ${status}`,
  });
}

/** What is not said is about the answer as a whole. */
function teller({ operation }: Endpoint, status: number, { pointer, written }: Part): About {
  return (rule, keyword, text, at = {}) =>
    deviation({ rule, operation, status, instancePath: "", pointer, written, keyword, text, ...at });
}

function missingHeaders({ document }: Endpoint, response: Part, { headers }: RawAnswer, about: About): Deviation[] {
  return headersOf(document, response)
    .filter(([name, header]) => header.node.required === true && headers[name.toLowerCase()] === undefined)
    .map(([name, { pointer, written }]) =>
      about("response-header-missing", "header", `the header ${name} is not in the answer`, { pointer, written }),
    );
}

function ofBody(
  endpoint: Endpoint,
  response: Part,
  { answer, content, shape }: Received,
  checker: Checker,
  about: About,
): Deviation[] {
  const documented = mediaTypesOf(response);
  if (documented.length === 0 || isBodiless(endpoint, answer.status)) return [];
  if (content.kind === "none")
    return [about("response-body-missing", "body", "the answer is empty, and the contract documents a body")];
  const media = mediaTypeFor(endpoint.document, response, answer.headers["content-type"]);
  if (!media) {
    const came =
      answer.headers["content-type"] === undefined
        ? "no media type"
        : (answer.headers["content-type"].split(";", 1)[0] ?? "");
    return [
      about(
        "response-media-type-undocumented",
        "media-type",
        `the answer is ${came}, and the contract documents ${documented.join(", ")}`,
      ),
    ];
  }
  const at = { pointer: media.pointer, written: media.written };
  if (content.kind === "broken") return [about("response-body-unparsable", "body", `the body ${content.why}`, at)];
  return content.kind === "json" ? ofJson(endpoint.document, media, content.value, shape, checker, about) : [];
}

/** Answers that never have a body (RFC 9110, section 6.4.1). */
function isBodiless({ operation }: Endpoint, status: number): boolean {
  return operation.method === "head" || status === 204 || status === 304;
}
