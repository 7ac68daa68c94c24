import type { Clock } from "../../runtime/index.ts";
import type { RawAnswer, RawFailure } from "./index.ts";
import { type Limit, limitsOf } from "./limit.ts";
import type { Share } from "./patience.ts";
import { untilOf } from "./until.ts";

/** What a vendor's answers allow to be sent, before it has to refuse. */
export interface Allowance {
  /**
   * Takes the place of one request, which `settle` gives back; waits for it where it must. Gives the time to wait for,
   * in milliseconds since 1970, where that is too late.
   * @param address what `Retry-After` is about: the method and the path
   */
  take(address: string, share: Share): Promise<number | undefined>;
  /** Learns from an answer; a failure tells nothing. */
  settle(address: string, answer?: RawAnswer | RawFailure): void;
  /** Waits as long as one address has to rest; gives the time to wait for, where that is too late. */
  rest(address: string, share: Share): Promise<number | undefined>;
  /** When the address may be asked again, where the vendor asks to wait. */
  closedUntil(address: string): number | undefined;
}

/** A limit, with what it is of, where the vendor says so. */
interface Held extends Limit {
  readonly resource: string | undefined;
}

/** All is allowed, until an answer says otherwise. */
export function allowance(clock: Clock): Allowance {
  const limits = new Map<string, Held>();
  const resources = new Map<string, string>();
  const pauses = new Map<string, number>();
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const now = () => clock.now().getTime();

  /** The limits that hold for an address. One that is known to use another resource is left alone. */
  function limitsFor(address: string) {
    const mine = resources.get(address);
    return [...limits.values()].filter(
      ({ resetAt, resource }) => resetAt > now() && (mine === undefined || resource === undefined || resource === mine),
    );
  }

  function pausedUntil(address: string): number | undefined {
    const until = pauses.get(address) ?? 0;
    return until > now() ? until : undefined;
  }

  function closedUntil(address: string): number | undefined {
    const resets = limitsFor(address).filter(({ remaining }) => remaining <= 0);
    const times = [pausedUntil(address) ?? 0, ...resets.map(({ resetAt }) => resetAt)];
    return Math.max(...times) || undefined;
  }

  async function take(address: string, share: Share): Promise<number | undefined> {
    for (;;) {
      const until = closedUntil(address);
      if (until !== undefined && !(await share.waitUntil(until))) return until;
      if (until !== undefined) continue;
      // Those under way may use up what is left; their answers will tell.
      const isTight = underWay > 0 && limitsFor(address).some(({ remaining }) => remaining <= underWay);
      if (!isTight) break;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    underWay += 1;
    return undefined;
  }

  function settle(address: string, answer?: RawAnswer | RawFailure): void {
    underWay -= 1;
    if (answer?.kind === "answer") learn(address, answer);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  function learn(address: string, { status, headers }: RawAnswer): void {
    const resource = headers["x-ratelimit-resource"];
    if (resource !== undefined) resources.set(address, resource);
    for (const limit of limitsOf(headers, now())) note({ ...limit, resource });
    const retryAfter = status >= 400 ? headers["retry-after"] : undefined;
    const until = retryAfter === undefined ? undefined : untilOf(retryAfter, headers, now());
    if (until !== undefined) pauses.set(address, until);
  }

  /** Answers overtake each other: as long as a limit lasts, the least that was left counts. */
  function note(limit: Held): void {
    const key = `${limit.resource} ${limit.name}`;
    const known = limits.get(key);
    if (!known || known.resetAt <= now() || known.remaining >= limit.remaining) limits.set(key, limit);
  }

  async function rest(address: string, share: Share): Promise<number | undefined> {
    const until = pausedUntil(address);
    return until === undefined || (await share.waitUntil(until)) ? undefined : until;
  }

  return { take, settle, rest, closedUntil };
}
