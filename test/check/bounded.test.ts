import { expect, test } from "vitest";
import { bounded } from "../../src/check/bounded.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("a few dozen are under way at once, and the outcomes come in the order of the items, failures too", async () => {
  const [items, active] = [Array.from({ length: 200 }, (_, i) => i), { now: 0, most: 0 }];
  const work = async (item: number) => {
    active.now += 1;
    active.most = Math.max(active.most, active.now);
    for (let turns = 0; turns < (item * 7) % 5; turns += 1) await turn();
    active.now -= 1;
    if (item === 50) throw new Error("fifty");
    return item;
  };
  const outcomes = await bounded(items, work, { signal: new AbortController().signal });
  expect({ most: active.most, outcomes }).toEqual({
    most: 32,
    outcomes: items.map((value) =>
      value === 50 ? { status: "rejected", reason: new Error("fifty") } : { status: "fulfilled", value },
    ),
  });
});

test("what has not begun when a user presses ^C never does", async () => {
  const controller = new AbortController();
  let begun = 0;
  const work = async () => {
    begun += 1;
    await turn();
    controller.abort(new Error("stopped"));
  };
  await bounded(Array.from({ length: 100 }), work, { signal: controller.signal });
  expect(begun).toBe(32);
});
