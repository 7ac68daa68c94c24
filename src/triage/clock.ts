import type { Answer } from "../live/exchange.ts";
import { parseTime } from "../live/transport/time.ts";
import type { Case } from "./case.ts";

/** The time at the vendor when it answered, in milliseconds since 1970, as far as it says so (RFC 9110, section 6.6.1). */
export function theirTime(failed: Case, { headers }: Answer): number {
  return parseTime(headers.date ?? "") ?? ourTime(failed);
}

/** By how many milliseconds the vendor's clock is ahead of ours, where it is more than tokens of a short life can bear. */
export function skew(failed: Case, answer: Answer): number | undefined {
  if (parseTime(failed.sample.exchange.startedAt) === undefined) return undefined; // a recording need not say it
  const difference = theirTime(failed, answer) - ourTime(failed);
  return Math.abs(difference) > bearableMs ? difference : undefined;
}

const bearableMs = 60_000;

/** `this machine's clock is 300 s behind the vendor's` */
export function skewed(difference: number): string {
  const seconds = Math.round(Math.abs(difference) / 1000);
  return `this machine's clock is ${seconds} s ${difference > 0 ? "behind" : "ahead of"} the vendor's`;
}

function ourTime({ sample, runtime }: Case): number {
  return parseTime(sample.exchange.startedAt) ?? runtime.clock.now().getTime();
}
