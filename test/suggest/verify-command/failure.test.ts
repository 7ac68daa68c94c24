import fc from "fast-check";
import { expect, test } from "vitest";
import { failuresOf } from "../../../src/suggest/verify-command/failure.ts";
import type { Patch } from "../../../src/suggest/verify-command/patch.ts";
import type { Attempt } from "../../../src/suggest/verify-command/run.ts";

const patch = (at: number): Patch => ({
  edits: [{ file: "a.ts", start: at, end: at, text: "x" }],
  suggestions: [],
});

/** What is found among so many patches, where a command fails with some of them, and how often it was run. */
async function found(count: number, isBad: (at: number) => boolean) {
  const patches = Array.from({ length: count }, (_, at) => patch(at));
  const runs: number[][] = [];
  const failures = await failuresOf(patches, async (chosen): Promise<Attempt> => {
    const places = chosen.map(({ edits }) => edits[0]?.start ?? 0);
    runs.push(places);
    return places.some(isBad) ? { kind: "failed", output: `with ${places.filter(isBad)}` } : { kind: "passed" };
  });
  return { runs, told: patches.map((one) => failures.get(one)) };
}

test("those that fail are found, and what is left was run together", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), async (bad) => {
      const { runs, told } = await found(bad.length, (at) => bad[at] === true);
      const good = bad.flatMap((isBad, at) => (isBad ? [] : [at]));
      expect(told.map((failure) => failure?.command)).toEqual(bad.map((isBad) => (isBad ? "fails" : undefined)));
      expect(runs.map((places) => places.join())).toContain(good.join());
    }),
  );
});

test("where too many fail, the search ends, and the rest is told to be unknown", async () => {
  const { runs, told } = await found(100, () => true);
  const unknown = told.filter((failure) => failure?.command === "unknown");
  expect([runs.length, told.includes(undefined), new Set(unknown.map((failure) => failure?.why))]).toEqual([
    18,
    false,
    new Set(["fails with some of the patches, and was not run with each"]),
  ]);
});
