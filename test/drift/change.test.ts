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
  [
    "a property removed, and gone",
    change("response-required-property-removed", total),
    [answered({ body: { id: 1 } })],
    "released",
  ],
  [
    "a property removed, still there",
    change("response-required-property-removed", total),
    [answered({ body: { total: 1 } })],
    "announced",
  ],
  [
    "a property removed, gone from some answers",
    change("response-required-property-removed", total),
    [answered({ body: { total: 1 } }), answered({ body: {} })],
    "released",
  ],
  ["a property removed, nothing sampled", change("response-required-property-removed", total), [], "published"],
  [
    "a property added, and there",
    change("response-optional-property-added", total),
    [answered({ body: { total: 1 } })],
    "released",
  ],
  [
    "a property added, not there",
    change("response-optional-property-added", total),
    [answered({ body: { id: 1 } })],
    "announced",
  ],
  [
    "a property of items, and no items came",
    change("response-optional-property-removed", `${schema}/items/properties/total`),
    [answered({ body: [] })],
    "published",
  ],
  [
    "a property of items, gone from all",
    change("response-optional-property-removed", `${schema}/items/properties/total`),
    [answered({ body: [{ id: 1 }, { id: 2 }] })],
    "released",
  ],
  [
    "a property of one alternative among several",
    change("response-optional-property-removed", `${schema}/oneOf/1/properties/total`),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a property removed from an answer of another status",
    change(
      "response-required-property-removed",
      below("responses", "default", "content", "application/json", "schema", "properties", "total"),
    ),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a property removed from another media type",
    change(
      "response-required-property-removed",
      below("responses", "200", "content", "text/csv", "schema", "properties", "total"),
    ),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "a schema changed, and the answer fits only the published one",
    change("response-property-type-changed", total),
    [answered({ body: { total: "1" }, pinned: { deviations: [mismatch] } })],
    "released",
  ],
  [
    "a schema changed, and the answer fits only the pinned one",
    change("response-property-type-changed", total),
    [answered({ body: { total: 1 }, published: { deviations: [mismatch] } })],
    "announced",
  ],
  [
    "a schema changed, and the answer fits neither",
    change("response-property-type-changed", total),
    [answered({ body: { total: [] }, pinned: { deviations: [mismatch] }, published: { deviations: [mismatch] } })],
    "conflicting",
  ],
  [
    "a schema widened, nothing new seen",
    change("response-property-enum-value-added", total),
    [answered({ body: { total: 1 } })],
    "announced",
  ],
  [
    "a schema narrowed, and the answer fits both",
    change("response-property-enum-value-removed", total, { level: "info" }),
    [answered({ body: { total: 1 } })],
    "published",
  ],
  [
    "a schema changed where nothing was seen",
    change("response-property-type-changed", total),
    [answered({ body: { id: 1 } })],
    "published",
  ],
  [
    "an operation removed, and gone",
    change("api-removed-without-deprecation", place),
    [answered({ status: 410 })],
    "released",
  ],
  [
    "an operation removed, still answered",
    change("api-removed-without-deprecation", place),
    [answered({})],
    "announced",
  ],
  [
    "a parameter that is now required, and its absence refused",
    change("new-required-request-parameter", coupon),
    [answered({ status: 422, published: lacksCoupon })],
    "released",
  ],
  [
    "a parameter that is now required, and its absence allowed",
    change("new-required-request-parameter", coupon),
    [answered({ published: lacksCoupon })],
    "announced",
  ],
  [
    "a request that both contracts allow",
    change("new-required-request-parameter", coupon),
    [answered({})],
    "published",
  ],
  [
    "a header removed, and gone",
    change("optional-response-header-removed", below("responses", "200", "headers", "X-Total")),
    [answered({})],
    "released",
  ],
  [
    "a header removed, still there",
    change("optional-response-header-removed", below("responses", "200", "headers", "X-Total")),
    [answered({ headers: { "x-total": "1" } })],
    "announced",
  ],
  [
    "a media type that went, and another came",
    change("response-media-type-removed", below("responses", "200", "content", "text/csv")),
    [answered({ body: {} })],
    "released",
  ],
  [
    "a media type that went, still answered",
    change("response-media-type-removed", below("responses", "200", "content", "application/json")),
    [answered({ body: {} })],
    "announced",
  ],
  ["what no exchange shows", change("api-tag-removed", `${place}/tags`), [answered({ body: {} })], "published"],
])("%s", (_, changed, samples, expected) => {
  expect(verdictOn(changed, samples)).toEqual([expected]);
});

test.each<[string, Change, number, Verdict]>([
  ["a status added, and answered", change("response-success-status-added", below("responses", "202")), 202, "released"],
  [
    "a success added beside the one answered",
    change("response-success-status-added", below("responses", "202")),
    200,
    "announced",
  ],
  [
    "an error added that was not provoked",
    change("response-non-success-status-added", below("responses", "409")),
    200,
    "published",
  ],
  [
    "a success removed, and another answered",
    change("response-success-status-removed", below("responses", "200")),
    202,
    "released",
  ],
])("%s", (_, changed, status, expected) => {
  const paper = { pinned: contract({ "200": {} }), published: contract({ "202": {}, "409": {} }) };
  expect(verdictOn(changed, [answered({ status })], paper)).toEqual([expected]);
});

test("a failure for a cause that is no drift leaves the change unverified, and is told apart", () => {
  const sample = answered({ status: 429 });
  const { drifts, unknown } = drift(
    night({
      changes: [change("api-removed-without-deprecation", place)],
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
  const { drifts } = drift(
    night({
      changes: [change("response-body-type-changed", schema), change("response-property-type-changed", total)],
      samples: [sample],
    }),
  );
  expect(drifts.map(({ verdict }) => verdict)).toEqual(["announced", "released"]);
});

test("a drift carries what was seen, each sentence once", () => {
  const [found] = drift(
    night({
      changes: [change("response-required-property-removed", total)],
      samples: [answered({ body: { id: 1 } }), answered({ body: { id: 2 } })],
    }),
  ).drifts;
  expect([found?.instancePath, found?.evidence]).toEqual(["/total", ["total is in 0 of 1 object"]]);
});
