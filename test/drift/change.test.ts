import { expect, test } from "vitest";
import type { Change } from "../../src/diff/change.ts";
import type { Verdict } from "../../src/drift/finding.ts";
import { drift } from "../../src/drift/index.ts";
import type { Sample } from "../../src/live/sample.ts";
import { answered, below, change, contract, diagnosed, night, off, place, schema } from "./witnessed.ts";

const total = `${schema}/properties/total`;
const mismatch = off("response-property-type-mismatch", "/total");
const coupon = `${place}/parameters/0`;
const lacksCoupon = { violations: [{ pointer: coupon, text: "coupon is missing" }] };

/** The verdict on one change, given the answers; those of 400 and above are refusals by the vendor's change. */
function verdictOn(changed: Change, samples: readonly Sample[], paper = { pinned: contract(), published: contract() }) {
  const refused = samples.filter(({ exchange }) => exchange.answer.kind === "answer" && exchange.answer.status >= 400);
  const diagnoses = refused.map((sample) => diagnosed(sample, "vendor-change"));
  return drift(night({ changes: [changed], samples, diagnoses, paper })).drifts.map(({ verdict }) => verdict);
}

test.each<[string, Change, readonly Sample[], Verdict]>([
  ["a property removed, and gone", change(total, { side: "base" }), [answered({ body: { id: 1 } })], "released"],
  ["a property removed, still there", change(total, { side: "base" }), [answered({ body: { total: 1 } })], "announced"],
  [
    "a property removed, gone from some answers",
    change(total, { side: "base" }),
    [answered({ body: { total: 1 } }), answered({ body: {} })],
    "released",
  ],
  ["a property removed, nothing sampled", change(total, { side: "base" }), [], "published"],
  ["a property added, and there", change(total, { side: "revision" }), [answered({ body: { total: 1 } })], "released"],
  ["a property added, not there", change(total, { side: "revision" }), [answered({ body: { id: 1 } })], "announced"],
  [
    "a property of items, and no items came",
    change(`${schema}/items/properties/total`, { side: "base" }),
    [answered({ body: [] })],
    "published",
  ],
  [
    "a property of items, gone from all",
    change(`${schema}/items/properties/total`, { side: "base" }),
    [answered({ body: [{ id: 1 }, { id: 2 }] })],
    "released",
  ],
  [
    "a property of one alternative among several",
    change(`${schema}/oneOf/1/properties/total`, { side: "base" }),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a property removed from an answer of another status",
    change(below("responses", "default", "content", "application/json", "schema", "properties", "total"), {
      side: "base",
    }),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a property removed from another media type",
    change(below("responses", "200", "content", "text/csv", "schema", "properties", "total"), { side: "base" }),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a schema changed, and the answer fits only the published one",
    change(total),
    [answered({ body: { total: "1" }, pinned: { deviations: [mismatch] } })],
    "released",
  ],
  [
    "a schema changed, and the answer fits only the pinned one",
    change(total),
    [answered({ body: { total: 1 }, published: { deviations: [mismatch] } })],
    "announced",
  ],
  [
    "a schema changed, and the answer fits neither",
    change(total),
    [answered({ body: { total: [] }, pinned: { deviations: [mismatch] }, published: { deviations: [mismatch] } })],
    "conflicting",
  ],
  ["a schema widened, nothing new seen", change(`${total}/enum/2`), [answered({ body: { total: 1 } })], "announced"],
  [
    "a schema narrowed, and the answer fits both",
    change(`${total}/enum/2`, { level: "info" }),
    [answered({ body: { total: 1 } })],
    "published",
  ],
  ["a schema changed where nothing was seen", change(total), [answered({ body: { id: 1 } })], "published"],
  ["an operation removed, and gone", change(place, { side: "base" }), [answered({ status: 410 })], "released"],
  ["an operation removed, still answered", change(place, { side: "base" }), [answered({})], "announced"],
  [
    "a parameter that is now required, and its absence refused",
    change(coupon, { side: "revision" }),
    [answered({ status: 422, published: lacksCoupon })],
    "released",
  ],
  [
    "a parameter that is now required, and its absence allowed",
    change(coupon, { side: "revision" }),
    [answered({ published: lacksCoupon })],
    "announced",
  ],
  ["a request that both contracts allow", change(coupon, { side: "revision" }), [answered({})], "published"],
  [
    "a header removed, and gone",
    change(below("responses", "200", "headers", "X-Total"), { side: "base" }),
    [answered({})],
    "released",
  ],
  [
    "a header removed, still there",
    change(below("responses", "200", "headers", "X-Total"), { side: "base" }),
    [answered({ headers: { "x-total": "1" } })],
    "announced",
  ],
  [
    "a media type that went, and another came",
    change(below("responses", "200", "content", "text/csv"), { side: "base" }),
    [answered({ body: {} })],
    "released",
  ],
  [
    "a media type that went, still answered",
    change(below("responses", "200", "content", "application/json"), { side: "base" }),
    [answered({ body: {} })],
    "announced",
  ],
  ["what no exchange shows", change(`${place}/tags`), [answered({ body: {} })], "published"],
])("%s", (_, changed, samples, expected) => {
  expect(verdictOn(changed, samples)).toEqual([expected]);
});

test.each<[string, Change, number, Verdict]>([
  ["a status added, and answered", change(below("responses", "202"), { side: "revision" }), 202, "released"],
  [
    "a success added beside the one answered",
    change(below("responses", "202"), { side: "revision" }),
    200,
    "announced",
  ],
  ["an error added that was not provoked", change(below("responses", "409"), { side: "revision" }), 200, "published"],
  ["a success removed, and another answered", change(below("responses", "200"), { side: "base" }), 202, "released"],
])("%s", (_, changed, status, expected) => {
  const paper = { pinned: contract({ "200": {} }), published: contract({ "202": {}, "409": {} }) };
  expect(verdictOn(changed, [answered({ status })], paper)).toEqual([expected]);
});

test("a failure for a cause that is no drift leaves the change unverified, and is told apart", () => {
  const sample = answered({ status: 429 });
  const { drifts, unknown } = drift(
    night({
      changes: [change(place, { side: "base" })],
      samples: [sample],
      diagnoses: [diagnosed(sample, "rate-limit")],
    }),
  );
  expect([drifts.map(({ verdict }) => verdict), unknown.map(({ cause }) => cause)]).toEqual([
    ["published"],
    ["rate-limit"],
  ]);
});

test("an answer that fits only one contract speaks for the change nearest to where it does not fit", () => {
  const sample = answered({ body: { total: "1" }, pinned: { deviations: [mismatch] } });
  const { drifts } = drift(night({ changes: [change(schema), change(total)], samples: [sample] }));
  expect(drifts.map(({ verdict }) => verdict)).toEqual(["announced", "released"]);
});

test("a drift carries what was seen, each sentence once", () => {
  const [found] = drift(
    night({
      changes: [change(total, { side: "base" })],
      samples: [answered({ body: { id: 1 } }), answered({ body: { id: 2 } })],
    }),
  ).drifts;
  expect([found?.instancePath, found?.evidence]).toEqual(["/total", ["total is in 0 of the 1 object seen"]]);
});
