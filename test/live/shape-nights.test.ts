import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { baseline } from "../../src/live/baseline.ts";
import { shifts } from "../../src/live/shape/shift.ts";
import { long } from "../support/long.ts";
import { describe } from "../support/vendor.ts";
import { answered, ok } from "./night.ts";

/** Fields of an order, each there with a probability of its own; what is there always is the interesting half. */
const fields = [1, 1, 1, 1, 0.999, 0.99, 0.97, 0.95, 0.9, 0.8, 0.7, 0.5, 0.3, 0.1, 0.05];

/** Numbers in [0, 1) that look random and are always the same: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One night's list of orders. Values, too, come in all ways that the rules ask about: null, empty, another format. */
function orders(length: number, chance: () => number, without: readonly number[] = []): Json {
  return Array.from({ length }, () =>
    Object.fromEntries(
      fields.flatMap((share, i) =>
        chance() < share && !without.includes(i) ? [[`field_${i}`, valueFor(i, share, chance)]] : [],
      ),
    ),
  );
}

function valueFor(i: number, share: number, chance: () => number): Json {
  const usual = chance() < share;
  switch (i % 3) {
    case 0:
      return usual ? "2026-01-02T03:04:05Z" : null;
    case 1:
      return usual ? [1] : [];
    default:
      return usual ? "o1" : "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
  }
}

const contract = describe({ "/orders": { get: { responses: ok({ type: "array", items: {} }) } } });
const pinned = (body: Json) => baseline([{ samples: [answered(body)], refusals: [], blocked: [] }]);
const found = (then: ReturnType<typeof pinned>, now: Json) => shifts(contract, then, [answered(now)]).length;

test.each(Array.from({ length: long.nights }, (_, i) => 42 + i))(
  "of 10,000 nights on which nothing changed, none is told of (%i)",
  (seed) => {
    const chance = random(seed);
    const alarms = Array.from({ length: 100 }, (_, pin) => {
      const then = pinned(orders(1 + (pin % 40), chance)); // with few orders, and with many
      return Array.from({ length: 100 }, (_, night) => found(then, orders(1 + (night % 20), chance)));
    });
    expect(alarms.flat().filter((told) => told > 0)).toEqual([]);
  },
);

test.each([
  { pinned: 100, perNight: 100, nights: 1 },
  { pinned: 30, perNight: 30, nights: 1 },
  { pinned: 20, perNight: 20, nights: 1 },
  { pinned: 100, perNight: 5, nights: 1 },
  { pinned: 12, perNight: 12, nights: undefined },
  { pinned: 100, perNight: 3, nights: undefined },
])("a field that is gone is told of on night %o", ({ pinned: length, perNight, nights }) => {
  const chance = random(7);
  const then = pinned(orders(length, chance));
  const told = [1, 2, 3].find(() => found(then, orders(perNight, chance, [0])) > 0);
  expect(told).toBe(nights);
});
