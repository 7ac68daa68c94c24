import type { Json, JsonObject } from "../../src/json.ts";

/** One exchange, as a test says it: what is left out is as a browser would write it. */
export interface Recorded {
  readonly method?: string;
  readonly url: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: Json;
  /** Members of the entry's response, over the others. */
  readonly response?: JsonObject;
}

/** An HTTP Archive with the exchanges, as text. */
export function har(...exchanges: readonly (Recorded | JsonObject)[]): string {
  const entries = exchanges.map((one) => ("url" in one ? entry(one as Recorded) : one));
  return JSON.stringify({ log: { version: "1.2", creator: { name: "test", version: "1" }, entries } });
}

function entry({ method = "GET", url, status = 200, headers, body, response = {} }: Recorded): JsonObject {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const sent = { ...(text !== undefined && { "Content-Type": "application/json; charset=utf-8" }), ...headers };
  return {
    startedDateTime: "2026-01-02T03:04:05.000Z",
    time: 12,
    request: {
      method,
      url,
      httpVersion: "HTTP/2",
      headers: [{ name: ":method", value: method }],
      cookies: [],
      queryString: [],
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: "",
      httpVersion: "HTTP/2",
      headers: Object.entries(sent).map(([name, value]) => ({ name, value })),
      cookies: [],
      content: { size: Buffer.byteLength(text ?? ""), mimeType: "", ...(text !== undefined && { text }) },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      _transferSize: 0,
      ...response,
    },
    cache: {},
    timings: { send: 0, wait: 12, receive: 0 },
  };
}
