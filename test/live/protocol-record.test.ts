import fc from "fast-check";
import { expect, test } from "vitest";
import { merge, nothingSeen, type ProtocolRecord, parseRecord, recordOf } from "../../src/live/protocol/record.ts";
import { runs } from "../support/long.ts";

const word = fc.constantFrom("a", "b", "c", "d", "e");
const answer = fc.record({
  status: fc.constantFrom(200, 404),
  protocol: fc.dictionary(fc.constantFrom("caching", "vary", "mediaType"), fc.uniqueArray(word)),
});
type Answer = typeof answer extends fc.Arbitrary<infer Value> ? Value : never;
const record = fc.array(answer).map(together);

function together(answers: readonly Answer[]): ProtocolRecord {
  return answers.map(({ protocol, status }) => recordOf(protocol, status)).reduce(merge, nothingSeen);
}

test("records add up in any order and any grouping, and nothing seen changes nothing", () => {
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      expect(merge(a, merge(b, c))).toEqual(merge(merge(a, b), c));
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(a, nothingSeen)).toEqual(a);
    }),
    runs(100),
  );
});

test("a record is bounded, whatever was seen, and survives being written down", () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 60 }).map(together), (seen) => {
      expect(Object.values(seen.facts).every((readings) => readings.length <= 8)).toBe(true);
      expect(parseRecord(JSON.parse(JSON.stringify(seen)))).toEqual(seen);
    }),
    runs(100),
  );
});
