/** The user pressed ^C, or the machine is shutting down. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(
    signal: NodeJS.Signals,
    /** 128 and the signal's number, as shells report it. */
    readonly exitCode: number,
  ) {
    super(`interrupted by ${signal}`);
  }
}

/**
 * Aborted on ^C or SIGTERM, with an `Interrupted` as its reason: what is under way gets some seconds to clear up after
 * itself. A second ^C ends the process at once.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const [signal, exitCode] of exitCodes) {
    process.once(signal, () => {
      controller.abort(new Interrupted(signal, exitCode));
      setTimeout(() => process.exit(exitCode), graceMs).unref();
    });
  }
  return controller.signal;
}

const exitCodes = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

/** GitHub's runner kills a cancelled step 7.5 seconds after SIGINT. */
const graceMs = 5_000;
