import { isObject, type JsonObject } from "../../json.ts";
import { essence } from "../conformance/media-type.ts";
import type { Content } from "../redact/content.ts";
import { isRateLimit } from "../redact/index.ts";
import type { RawAnswer } from "../transport/index.ts";

/**
 * What an answer shows beside its body, without anything that changes from night to night: no values, no dates.
 * Members that do not apply are absent.
 */
export function protocolOf(answer: RawAnswer, content: Content, url: URL): JsonObject {
  const { status, headers } = answer;
  const names = Object.keys(headers).sort();
  const challenge = schemes(headers["www-authenticate"]);
  return {
    statusClass: `${Math.floor(status / 100)}xx`,
    ...(headers["content-type"] !== undefined && { mediaType: essence(headers["content-type"]) }),
    ...(headers["content-encoding"] !== undefined && { encoding: headers["content-encoding"].toLowerCase() }),
    ...redirect(status, headers.location, url),
    ...listed("rateLimit", names.filter(isRateLimit)),
    ...listed(
      "ending",
      names.filter((name) => name === "deprecation" || name === "sunset"),
    ),
    ...listed("challenge", challenge),
    ...pagination(headers.link),
    ...envelope(status, headers["content-type"], content),
  };
}

function listed(name: string, values: readonly string[]): JsonObject {
  return values.length > 0 ? { [name]: values } : {};
}

function redirect(status: number, location: string | undefined, from: URL): JsonObject {
  if (location === undefined || status < 300 || status > 399 || !URL.canParse(location, from.href)) return {};
  return { redirect: { permanent: status === 301 || status === 308, to: distance(new URL(location, from), from) } };
}

function distance(to: URL, from: URL): "same-host" | "other-scheme" | "other-host" {
  if (to.hostname !== from.hostname) return "other-host";
  return to.protocol === from.protocol ? "same-host" : "other-scheme";
}

/** The authentication schemes that are asked for (RFC 9110, section 11.6.1), without their parameters. */
function schemes(challenge: string | undefined): string[] {
  const found = (challenge ?? "").matchAll(/(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[\w-]+\s*=|\s*(?:,|$))/g);
  return [...new Set([...found].map(([, scheme = ""]) => scheme.toLowerCase()))].sort();
}

/** Paging by `Link` (RFC 8288). */
function pagination(link: string | undefined): JsonObject {
  return link !== undefined && /rel="?(next|prev|last|first)\b/.test(link) ? { pagination: "link" } : {};
}

/** How errors are told: RFC 9457, or by the name of the member that holds the message. */
function envelope(status: number, contentType: string | undefined, content: Content): JsonObject {
  if (status < 400 || content.kind !== "json" || !isObject(content.value)) return {};
  if (essence(contentType) === "application/problem+json") return { errorEnvelope: "problem" };
  const members = content.value;
  const found = ["error", "errors", "message", "code", "detail", "fault"].find((name) => Object.hasOwn(members, name));
  return { errorEnvelope: found ?? "other" };
}
