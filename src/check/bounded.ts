import PQueue from "p-queue";
import type { Runtime } from "../runtime/index.ts";

/**
 * How many contracts are under way at once. Most of the time of each is spent waiting for its vendor, so that a few dozen
 * keep a processor busy; each holds its documents meanwhile, which is what the memory of a run is made of.
 */
const contractsAtOnce = 32;

/** Does the same with each, a few dozen at a time. The outcomes come in the order of the items, all of them. */
export function bounded<Item, T>(
  items: readonly Item[],
  work: (item: Item) => Promise<T>,
  { signal }: Pick<Runtime, "signal">,
): Promise<PromiseSettledResult<T>[]> {
  const queue = new PQueue({ concurrency: contractsAtOnce });
  const task = (item: Item) => {
    signal.throwIfAborted(); // what has not begun when a user presses ^C never does
    return work(item);
  };
  return Promise.allSettled(items.map((item) => queue.add(async () => task(item))));
}
