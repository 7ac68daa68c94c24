import type { Request } from "../probe/request.ts";
import type { Reply } from "../transport/reply.ts";

/** An exchange as somebody recorded it. Holds secrets, and is let go of as soon as it has been looked at. */
export interface Recorded {
  readonly request: Pick<Request, "method" | "url" | "headers" | "body">;
  readonly reply: Reply;
  /** Whether the answer's body is known to be all there. Recorders cut bodies, and leave some out. */
  readonly isWhole: boolean;
  /** Whether its values are placeholders, as in what driftpin records: then they say nothing, and only their types do. */
  readonly isRedacted: boolean;
}

/** One entry of a recording, by its place there: from 0, in the order of the file. */
export type Entry =
  | { readonly kind: "exchange"; readonly index: number; readonly exchange: Recorded }
  /** It is no exchange that can be read; `why` is a sentence that holds nothing of it. */
  | { readonly kind: "unreadable"; readonly index: number; readonly why: string };
