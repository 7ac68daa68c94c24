import type { Connection } from "../../runtime/index.ts";
import type { Failure } from "../exchange.ts";
import type { Request } from "../probe/request.ts";

/** An answer as it came. Never leaves a sampling. */
export interface RawAnswer {
  readonly kind: "answer";
  readonly status: number;
  /** Names in lower case; a header that came more than once is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly connection?: Connection;
}

/** How an exchange failed. Its message may hold what was sent. */
export interface RawFailure extends Failure {
  readonly connection?: Connection;
}

/** The last try of one request; or why it was never sent, as a failure in the phase `prepare`. */
export interface Reply {
  readonly answer: RawAnswer | RawFailure;
  readonly startedAt: string;
  readonly durationMs: number;
  /** As it was sent, where another server stood in for the first one. */
  readonly request?: Request;
}
