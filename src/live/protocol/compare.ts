import type { Fact, Shift } from "./fact.ts";
import { type ProtocolRecord, readingsOf } from "./record.ts";

/** What was seen when the contract was pinned, and tonight. */
interface Sides {
  readonly before: ProtocolRecord;
  readonly now: ProtocolRecord;
}

/** How a fact has shifted; undefined where one side has nothing, or not enough, to say. */
export function compare({ name, needs = 0 }: Pick<Fact, "name" | "needs">, { before, now }: Sides): Shift | undefined {
  const old = readingsOf(before, name);
  const fresh = readingsOf(now, name);
  if (old === undefined || fresh === undefined || Math.min(before.answers, now.answers) < needs) return undefined;
  return {
    came: inAll(fresh).filter((word) => !inSome(old).includes(word)),
    went: inAll(old).filter((word) => !inSome(fresh).includes(word)),
    before: inSome(old),
    now: inSome(fresh),
  };
}

function inSome(readings: readonly (readonly string[])[]): string[] {
  return [...new Set(readings.flat())].sort();
}

function inAll(readings: readonly (readonly string[])[]): string[] {
  return inSome(readings).filter((word) => readings.every((reading) => reading.includes(word)));
}
