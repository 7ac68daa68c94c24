import type { Vendor } from "../../config/schema.ts";
import type { Clock } from "../../runtime/index.ts";

/** One probe's share of time. Times are in milliseconds since 1970. */
export interface Share {
  /** Waits because the vendor asks for it; at once `false`, where that would be too long. */
  waitUntil(time: number): Promise<boolean>;
  /** Waits before the next try; at once `false`, where the probe's time would be over by then. */
  pause(ms: number): Promise<boolean>;
  /** Aborted when the probe has had its time, which begins with the first call. */
  deadline(): AbortSignal;
}

/**
 * How much time a vendor's probes may take: each of them in all, and each and all of them for waits that the vendor asks
 * for, where those that wait side by side count once.
 * @returns what gives a probe its share
 */
export function patience(
  { wait, totalMs }: Pick<Vendor, "wait" | "totalMs">,
  clock: Clock,
  signal: AbortSignal,
): () => Share {
  let vendorLeftMs = wait.vendorMs;
  let paidUntil = 0;
  const now = () => clock.now().getTime();

  return () => {
    let probeLeftMs = wait.probeMs;
    let endsAt = Number.POSITIVE_INFINITY;

    async function sleep(ms: number): Promise<boolean> {
      if (now() + ms >= endsAt) return false;
      await clock.sleep(ms, signal);
      return true;
    }

    return {
      async waitUntil(time) {
        const ms = time - now();
        if (ms <= 0) return true;
        const unpaidMs = Math.max(0, time - Math.max(now(), paidUntil));
        if (ms > probeLeftMs || unpaidMs > vendorLeftMs || time >= endsAt) return false;
        probeLeftMs -= ms;
        vendorLeftMs -= unpaidMs;
        paidUntil = Math.max(paidUntil, time);
        return sleep(ms);
      },
      pause: sleep,
      deadline() {
        endsAt = Math.min(endsAt, now() + totalMs);
        return AbortSignal.timeout(Math.max(1, endsAt - now()));
      },
    };
  };
}
