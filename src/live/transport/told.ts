import type { Clock } from "../../runtime/index.ts";
import { type Limit, limitsOf } from "./limit.ts";
import type { RawAnswer } from "./reply.ts";
import { untilOf } from "./until.ts";

/** What a server has told of how often it wants to be asked. Times are in milliseconds since 1970. */
export interface Told {
  learn(address: string, answer: RawAnswer): void;
  /** Until when nothing may be sent to an address: because of it alone, or of any limit; undefined where it may. */
  restsUntil(address: string): number | undefined;
  closedUntil(address: string): number | undefined;
  /** How many requests are left, as far as that was told. */
  left(address: string): number;
}

/** A limit, with what it is of, where the vendor says so. */
interface Held extends Limit {
  readonly resource: string | undefined;
}

/** Nothing is told yet. */
export function told(clock: Clock): Told {
  const limits = new Map<string, Held>();
  const resources = new Map<string, string>();
  const rests = new Map<string, number>();
  const now = () => clock.now().getTime();

  /** Answers overtake each other: as long as a limit lasts, the least that was left counts. */
  function note(limit: Held): void {
    const key = `${limit.resource} ${limit.name}`;
    const known = limits.get(key);
    if (!known || known.resetAt <= now() || known.remaining >= limit.remaining) limits.set(key, limit);
  }

  /** The limits that last. An address that is known to use another resource is left alone. */
  function limitsFor(address: string): Held[] {
    const mine = resources.get(address);
    return [...limits.values()].filter(
      ({ resetAt, resource }) => resetAt > now() && (mine === undefined || resource === undefined || resource === mine),
    );
  }

  function restsUntil(address: string): number | undefined {
    const until = rests.get(address) ?? 0;
    return until > now() ? until : undefined;
  }

  return {
    learn(address, { status, headers }) {
      const resource = headers["x-ratelimit-resource"];
      if (resource !== undefined) resources.set(address, resource);
      for (const limit of limitsOf(headers, now())) note({ ...limit, resource });
      const retryAfter = status >= 400 ? headers["retry-after"] : undefined;
      const until = retryAfter === undefined ? undefined : untilOf(retryAfter, headers, now());
      if (until !== undefined) rests.set(address, until);
    },
    restsUntil,
    closedUntil(address) {
      const usedUp = limitsFor(address).filter(({ remaining }) => remaining <= 0);
      return Math.max(restsUntil(address) ?? 0, ...usedUp.map(({ resetAt }) => resetAt)) || undefined;
    },
    left: (address) => Math.min(...limitsFor(address).map(({ remaining }) => remaining)),
  };
}
