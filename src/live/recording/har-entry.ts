import { z } from "zod";
import { failure } from "../transport/failure.ts";
import type { RawAnswer, RawFailure } from "../transport/reply.ts";
import { bodyOf } from "./body.ts";
import type { Entry, Recorded } from "./recorded.ts";

const header = z.object({ name: z.string(), value: z.string().nullish() });

/** What is read of an entry. Recorders leave things out, write null, and add members of their own. */
const entrySchema = z.object({
  startedDateTime: z.string().nullish(),
  time: z.number().nullish(),
  request: z.object({
    method: z.string().min(1),
    url: z.url(),
    headers: z.array(header).nullish(),
    postData: z.object({ text: z.string().nullish() }).nullish(),
  }),
  response: z.object({
    status: z.int().min(-1).max(999),
    headers: z.array(header).nullish(),
    content: z
      .object({
        size: z.number().nullish(),
        mimeType: z.string().nullish(),
        text: z.string().nullish(),
        encoding: z.string().nullish(),
      })
      .nullish(),
    bodySize: z.number().nullish(),
    _error: z.string().nullish(),
    _failureText: z.string().nullish(),
  }),
});

type Har = z.output<typeof entrySchema>;

/** An entry of an HTTP Archive as an exchange. */
export function harEntry(index: number, value: unknown, isRedacted: boolean): Entry {
  const read = entrySchema.safeParse(value);
  if (!read.success) return { kind: "unreadable", index, why: complaint(read.error) };
  return { kind: "exchange", index, exchange: exchange(read.data, isRedacted) };
}

/** Without the value, which may be a secret. */
function complaint({ issues }: z.ZodError): string {
  const path = issues[0]?.path.join(".") ?? "";
  return path === "" ? "it is no HAR entry" : `it is no HAR entry: ${path} is missing or wrong`;
}

function exchange({ request, response, startedDateTime, time }: Har, isRedacted: boolean): Recorded {
  const { method, url, headers, postData } = request;
  const { answer, isWhole } = answered(response);
  return {
    request: {
      method: method.toUpperCase(),
      url: new URL(url),
      headers: flat(headers),
      ...(typeof postData?.text === "string" && { body: Buffer.from(postData.text) }),
    },
    reply: { answer, startedAt: startedDateTime ?? "", durationMs: Math.max(0, time ?? 0) },
    isWhole,
    isRedacted,
  };
}

/** Browsers write the status 0 where nothing was answered, and Playwright -1. */
function answered(response: Har["response"]): { readonly answer: RawAnswer | RawFailure; readonly isWhole: boolean } {
  const { status, content, bodySize } = response;
  if (status <= 0) return { answer: failed(response._error ?? response._failureText), isWhole: true };
  const headers = flat(response.headers);
  const mimeType = content?.mimeType ?? "";
  const { body, isWhole } = bodyOf(content ?? {}, [bodySize, lengthOf(headers)]);
  return {
    answer: {
      kind: "answer",
      status,
      headers:
        mimeType.includes("/") && !("content-type" in headers) ? { ...headers, "content-type": mimeType } : headers,
      body,
    },
    isWhole,
  };
}

function lengthOf({ "content-length": length = "" }: Readonly<Record<string, string>>): number {
  return /^\d+$/.test(length) ? Number(length) : -1;
}

/** Names in lower case, values of the same name joined. What begins with a colon is HTTP/2's own (RFC 9113, section 8.3). */
function flat(headers: Har["request"]["headers"]): Record<string, string> {
  const joined = new Map<string, string>();
  for (const { name, value } of headers ?? []) {
    const key = name.toLowerCase();
    if (!key.startsWith(":"))
      joined.set(key, [joined.get(key), value ?? ""].filter((part) => part !== undefined).join(", "));
  }
  return Object.fromEntries(joined);
}

/** Chromium's names for what Node calls otherwise. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/ERR_NAME_/, "ENOTFOUND"],
  [/ERR_CONNECTION_REFUSED/, "ECONNREFUSED"],
  [/ERR_CONNECTION_(RESET|CLOSED)/, "ECONNRESET"],
  [/ERR_CONNECTION_TIMED_OUT/, "ETIMEDOUT"],
  [/ERR_ADDRESS_UNREACHABLE/, "EHOSTUNREACH"],
  [/ERR_CERT_DATE_INVALID/, "CERT_HAS_EXPIRED"],
  [/ERR_CERT_COMMON_NAME_INVALID/, "ERR_TLS_CERT_ALTNAME_INVALID"],
  [/ERR_CERT_AUTHORITY_INVALID/, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  [/ERR_(SSL|TLS)_/, "ERR_SSL_PROTOCOL"],
  [/ERR_CONTENT_LENGTH_MISMATCH/, "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"],
];

function failed(said: string | null | undefined): RawFailure {
  const own = /^[\w:.-]{1,64}$/.test(said ?? "") ? (said ?? "") : "NO_ANSWER";
  const code = codes.find(([pattern]) => pattern.test(own))?.[1] ?? own;
  return failure(Object.assign(new Error("the recording has no answer"), { code }), { kind: "trace" });
}
