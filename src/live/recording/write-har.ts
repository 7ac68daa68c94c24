import manifest from "../../../package.json" with { type: "json" };
import type { Answer, Exchange } from "../exchange.ts";

/** An HTTP Archive 1.2 with redacted exchanges. */
export interface Har {
  readonly log: {
    readonly version: "1.2";
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
    /** What is not in it, and why. */
    readonly comment?: string;
  };
}

/** One entry, with every member that HAR 1.2 requires. What is not known is -1. */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: HarMessage & {
    readonly method: string;
    readonly url: string;
    readonly queryString: readonly HarPair[];
    readonly postData?: { readonly mimeType: string; readonly text: string };
  };
  readonly response: HarMessage & {
    /** 0 where nothing was answered. */
    readonly status: number;
    readonly statusText: string;
    readonly content: { readonly size: number; readonly mimeType: string; readonly text?: string };
    readonly redirectURL: string;
    /** The code of the failure, as browsers write it. */
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
}

interface HarMessage {
  readonly httpVersion: string;
  readonly cookies: readonly [];
  readonly headers: readonly HarPair[];
  readonly headersSize: -1;
  readonly bodySize: -1;
}

interface HarPair {
  readonly name: string;
  readonly value: string;
}

/** What an exchange does not tell of itself. */
export interface Beside {
  /** The body of the request, redacted. */
  readonly requestBody?: string | undefined;
  /** Whether the answer's body is text as it came, and no JSON value, whatever its media type says. */
  readonly isText: boolean;
  /** In bytes, where the body is not there, or not all of it. */
  readonly size?: number | undefined;
}

/** An archive of entries, made by driftpin. @see http://www.softwareishard.com/blog/har-12-spec/ */
export function har(entries: readonly HarEntry[], comment?: string): Har {
  const creator = { name: manifest.name, version: manifest.version };
  return { log: { version: "1.2", creator, entries, ...(comment && { comment }) } };
}

/** A redacted exchange as an entry. Cookies are in no list of their own: they are secrets. */
export function harEntry({ request, answer, startedAt, durationMs, connection }: Exchange, beside: Beside): HarEntry {
  const message = {
    httpVersion: `HTTP/${connection?.httpVersion ?? "1.1"}`,
    cookies: [],
    headersSize: -1,
    bodySize: -1,
  } as const;
  const { requestBody: text } = beside;
  const mimeType = request.headers["content-type"] ?? "application/octet-stream";
  return {
    startedDateTime: startedAt,
    time: durationMs,
    request: {
      ...message,
      method: request.method,
      url: request.url,
      headers: pairs(request.headers),
      queryString: queryOf(request.url),
      ...(text !== undefined && { postData: { mimeType, text } }),
    },
    response: {
      ...message,
      ...(answer.kind === "answer" ? answered(answer, beside) : failed(answer.code)),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

function answered(answer: Answer, beside: Beside) {
  const { status, headers } = answer;
  return {
    status,
    statusText: "",
    headers: pairs(headers),
    content: { mimeType: headers["content-type"] ?? "", ...contentOf(answer, beside) },
    redirectURL: headers.location ?? "",
  };
}

/** Of a text that is only an excerpt, or not there at all, the size says so. */
function contentOf({ body }: Answer, { isText, size }: Beside): { size: number; text?: string } {
  if (body === undefined) return { size: size ?? 0 };
  const text = isText ? String(body) : JSON.stringify(body);
  return { size: size ?? Buffer.byteLength(text), text };
}

function failed(code: string) {
  return { status: 0, statusText: "", headers: [], content: { size: 0, mimeType: "" }, redirectURL: "", _error: code };
}

function pairs(headers: Readonly<Record<string, string>>): HarPair[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): HarPair[] {
  return URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
}
