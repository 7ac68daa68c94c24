import type { Capture } from "./capture.ts";

/** Ended exchanges that wait to be read, so that nobody's request waits for that. */
export interface Queue {
  /** Takes one in. Where there is no room it is dropped, and counted. */
  push(capture: Capture): void;
  /** Takes the oldest out. */
  shift(): Capture | undefined;
  readonly size: number;
  /** How many were dropped. */
  readonly dropped: number;
}

/** What may wait at once. */
const exchangesLimit = 1000;
const bytesLimit = 32 * 1024 * 1024;
/** Of one address, so that a busy one leaves room for the others. */
const alikeLimit = 100;

/** An empty queue. */
export function queue(): Queue {
  const waiting = new Set<Capture>();
  let [bytes, dropped] = [0, 0];
  const alike = new Map<string, number>();
  return {
    push(capture) {
      const address = addressOf(capture);
      const others = alike.get(address) ?? 0;
      const isFull = waiting.size >= exchangesLimit || bytes + kept(capture) > bytesLimit;
      if (isFull || others >= alikeLimit) {
        dropped += 1;
        return;
      }
      alike.set(address, others + 1);
      bytes += kept(capture);
      waiting.add(capture);
    },
    shift() {
      const [capture] = waiting;
      if (capture === undefined) return undefined;
      waiting.delete(capture);
      bytes -= kept(capture);
      leave(alike, addressOf(capture));
      return capture;
    },
    get size() {
      return waiting.size;
    },
    get dropped() {
      return dropped;
    },
  };
}

function addressOf({ options: { method, path }, status }: Capture): string {
  const query = path.indexOf("?");
  return `${status} ${method} ${query < 0 ? path : path.slice(0, query)}`;
}

/** What is sent is small enough not to count. */
function kept({ size, chunks }: Capture): number {
  return chunks.length === 0 ? 0 : size;
}

function leave(alike: Map<string, number>, address: string): void {
  const others = (alike.get(address) ?? 1) - 1;
  if (others === 0) alike.delete(address);
  else alike.set(address, others);
}
