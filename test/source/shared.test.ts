import { expect, test } from "vitest";
import { shared } from "../../src/source/shared.ts";

/** Something that counts how often it was opened and closed. */
function counted() {
  const counts = { opened: 0, closed: 0 };
  const lend = shared<number>(async (use) => {
    counts.opened += 1;
    const result = await use(counts.opened);
    counts.closed += 1;
    return result;
  });
  return { counts, lend };
}

test("those who ask at the same time get one and the same, which is closed after the last", async () => {
  const { counts, lend } = counted();
  expect(await Promise.all([lend(async (n) => `a${n}`), lend(async (n) => `b${n}`)])).toEqual(["a1", "b1"]);
  expect(counts).toEqual({ opened: 1, closed: 1 });
});

test("who asks later gets a new one, also after a failure", async () => {
  const { counts, lend } = counted();
  const failed = lend(async () => {
    throw new Error("broken");
  });
  await expect(failed).rejects.toThrow("broken");
  expect(await lend(async (n) => n)).toBe(2);
  expect(counts).toEqual({ opened: 2, closed: 2 });
});

test("when it cannot be opened, everyone is told", async () => {
  const lend = shared<number>(async () => {
    throw new Error("no room");
  });
  const outcomes = await Promise.allSettled([lend(async (n) => n), lend(async (n) => n)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});
