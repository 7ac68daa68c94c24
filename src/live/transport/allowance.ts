import type { Clock } from "../../runtime/index.ts";
import type { Share } from "./patience.ts";
import type { RawAnswer, RawFailure } from "./reply.ts";
import { told } from "./told.ts";

/**
 * What a server allows to be sent, before it has to refuse. An address is a method and a path, for those are what
 * `Retry-After` is about.
 */
export interface Allowance {
  /** Waits as long as an address has to rest; gives the time, in milliseconds since 1970, where that is too late. */
  rest(address: string, share: Share): Promise<number | undefined>;
  /** Takes the place of one request, which `settle` gives back; else as `rest`. */
  take(address: string, share: Share): Promise<number | undefined>;
  /** Gives a place back, and learns from the answer; a failure tells nothing. */
  settle(address: string, answer?: RawAnswer | RawFailure): void;
  /** Whether the server asks to wait. */
  isClosed(address: string): boolean;
}

/** All is allowed, until an answer says otherwise. */
export function allowance(clock: Clock): Allowance {
  const { learn, restsUntil, closedUntil, left } = told(clock);
  let underWay = 0;
  let waiting: (() => void)[] = [];

  /** Whether those under way may use up what is left: their answers will tell. */
  const isTight = (address: string) => underWay > 0 && left(address) <= underWay;

  return {
    async rest(address, share) {
      const until = restsUntil(address);
      return until === undefined || (await share.waitUntil(until)) ? undefined : until;
    },
    async take(address, share) {
      for (;;) {
        const until = closedUntil(address);
        if (isTight(address)) await new Promise<void>((resolve) => waiting.push(resolve));
        else if (until === undefined) break;
        else if (!(await share.waitUntil(until))) return until;
      }
      underWay += 1; // in the same turn as the look, so that nobody else takes the place
      return undefined;
    },
    settle(address, answer) {
      underWay -= 1;
      if (answer?.kind === "answer") learn(address, answer);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    isClosed: (address) => closedUntil(address) !== undefined,
  };
}
