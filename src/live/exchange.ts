import type { Operation } from "../contract/contract.ts";
import type { Json } from "../json.ts";
import type { Connection, Phase } from "../runtime/index.ts";
import type { Hint } from "./hints.ts";

/** One request and its answer, redacted: no secret, no personal value. */
export interface Exchange {
  readonly operation: Operation;
  readonly request: {
    readonly method: string;
    /** Redacted: credentials and values of query parameters that look like secrets are replaced. */
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly answer: Answer | Failure;
  readonly startedAt: string;
  readonly durationMs: number;
  /** How it was carried; absent where nobody saw that, as in a recording. */
  readonly connection?: Connection;
}

/** The server answered. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON with every value replaced by a placeholder of its type, or the form of another text (500 characters) and its hints. */
  readonly body: Json | undefined;
  /** Of a body that is no JSON, in bytes; absent where that is not known. */
  readonly size?: number;
  /** What an error says of itself; absent where it says nothing that is known. */
  readonly hints?: readonly Hint[];
}

/** No answer, or not a whole one. */
export interface Failure {
  readonly kind: "failure";
  /** Where it failed; `prepare` before anything was sent. */
  readonly phase: "prepare" | Phase;
  /** The system's or the library's code: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_HEADERS_TIMEOUT`, … */
  readonly code: string;
  readonly message: string;
}
