import { resolve } from "node:path";
import { UsageError } from "../errors.ts";
import type { DispatchOptions } from "./capture.ts";
import type { FailedCall } from "./diagnose.ts";
import { type Handler, observed } from "./observed.ts";
import { recorder } from "./recorder.ts";

export type { FailedCall } from "./diagnose.ts";

/** What is recorded, and where. */
export interface RecordOptions {
  /** The vendor's short name, as in driftpin.yaml. Its pinned contract, if there is one, tells its operations. */
  readonly vendor: string;
  /** The folder of driftpin.yaml. Default: the working directory. */
  readonly folder?: string;
  /** Shapes and counts (default), or redacted exchanges (HAR 1.2), twenty of each operation and status. */
  readonly keep?: "shapes" | "exchanges";
  /**
   * Told of each call that failed: without a whole answer, or with 400 and above. It comes some time after the call, at the
   * latest with `flush()`. What it throws becomes a warning of the process.
   */
  readonly onFailure?: (failed: FailedCall) => void;
}

/** An interceptor for any dispatcher of undici 6 or 7. */
export interface Interceptor {
  <Dispatch extends (options: never, handler: never) => boolean>(dispatch: Dispatch): Dispatch;
  /** Reads what has ended and writes the file, which otherwise happens between calls and when the process ends. */
  flush(): Promise<void>;
}

/**
 * Records how a vendor answers the calls of a dispatcher, without a secret and without a value, into a file of this
 * process in `.driftpin/recordings/<vendor>/`: `setGlobalDispatcher(new Agent().compose(driftpin({ vendor: "shop" })))`
 * hears all of `fetch` too. The calls go on as they would without it.
 * @throws UsageError for a vendor's name that driftpin.yaml could not have, or what cannot be kept.
 */
export function driftpin({ vendor, folder = ".", keep = "shapes", onFailure }: RecordOptions): Interceptor {
  refuseName(vendor);
  refuseKeep(keep);
  const { begin, ended, flush } = recorder({ vendor, folder: resolve(folder), keep, onFailure });
  const intercept =
    (dispatch: (options: DispatchOptions, handler: Handler) => boolean) =>
    (options: DispatchOptions, handler: Handler): boolean => {
      const capture = begin(options);
      try {
        return dispatch(options, observed(handler, capture, ended));
      } catch (error) {
        ended(Object.assign(capture, { error }));
        throw error;
      }
    };
  // Versions of undici disagree about the types of handlers; what is handed on is what was handed in.
  return Object.assign(intercept, { flush }) as unknown as Interceptor;
}

/** The name becomes that of a folder. */
function refuseName(vendor: string): void {
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(vendor)) return;
  throw new UsageError("DP6201", {
    what: `"${vendor}" is no name of a vendor`,
    todo: "use the short name that it has in driftpin.yaml: a-z, 0-9, dot, dash and underscore",
  });
}

/** Nothing checks the types of a program in JavaScript. */
function refuseKeep(keep: string): void {
  if (keep === "shapes" || keep === "exchanges") return;
  throw new UsageError("DP6209", { what: `"${keep}" cannot be kept`, todo: 'keep "shapes" or "exchanges"' });
}
