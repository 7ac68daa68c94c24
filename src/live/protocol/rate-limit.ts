import { type Item, ParseError, parseList } from "structured-headers";
import { isRateLimit } from "../redact/headers.ts";
import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** The headers that tell of a rate limit, by name: their counts change with every call. */
export const rateLimit = fact({
  name: "rateLimit",
  of: "operation",
  rules: [
    {
      id: "protocol-rate-limit-removed",
      level: "info",
      text: "Headers that told of the rate limit are gone.",
      todo: "Do not wait by these headers; go by 429 and Retry-After.",
      example: "`x-ratelimit-remaining` is gone: code that waits at 0 never waits, and runs into 429.",
    },
    {
      id: "protocol-rate-limit-added",
      level: "info",
      text: "The answers tell of a rate limit, and did not when the contract was pinned.",
      todo: "Wait when little is left.",
      example: '`ratelimit: "default";r=50;t=30` is new: there may be a limit where there was none.',
    },
  ],
  read: ({ status, headers }) => (status >= 400 ? undefined : Object.keys(headers).filter(isRateLimit).sort()),
  tell({ came, went, before }) {
    if (went.length > 0)
      return { rule: "protocol-rate-limit-removed", text: `${headersOf(went)} no longer in the answers` };
    if (came.length > 0 && before.length === 0)
      return { rule: "protocol-rate-limit-added", text: `${headersOf(came)} new in the answers` };
    return undefined;
  },
});

/** How many requests in how much time, where the vendor says so for all (draft-ietf-httpapi-ratelimit-headers). */
export const rateLimitPolicy = fact({
  name: "rateLimitPolicy",
  of: "operation",
  rules: [
    {
      id: "protocol-rate-limit-policy-changed",
      level: "info",
      text: "The rate limit that the answers tell is another one than when the contract was pinned.",
      todo: `Look whether your calls fit, and set the vendor's "rate".`,
      example: "1000 requests an hour become 100: a job that sends 300 runs into 429.",
    },
  ],
  read: ({ status, headers }) => (status >= 400 ? undefined : policies(headers["ratelimit-policy"])),
  tell({ came, before }) {
    if (came.length === 0) return undefined;
    const text = `the rate limit is ${enumerate(came)}, and was ${enumerate(before, "or")}`;
    return { rule: "protocol-rate-limit-policy-changed", text };
  },
});

function headersOf(names: readonly string[]): string {
  return `the header${names.length === 1 ? "" : "s"} ${enumerate(names)} ${names.length === 1 ? "is" : "are"}`;
}

function policies(header: string | undefined): string[] | undefined {
  try {
    const found = parseList(header ?? "").flatMap((item) => policy(item as Item));
    return found.length > 0 ? [...new Set(found)].sort() : undefined;
  } catch (error) {
    if (error instanceof ParseError) return undefined; // what cannot be read tells nothing
    throw error;
  }
}

/** `"default";q=100;w=60`, and as earlier drafts wrote it, `100;w=60`. */
function policy([value, parameters]: Item): string[] {
  const quota = typeof value === "number" ? value : parameters.get("q");
  const window = parameters.get("w");
  return typeof quota === "number" && typeof window === "number" ? [`${quota} per ${window} s`] : [];
}
