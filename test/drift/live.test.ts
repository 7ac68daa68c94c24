import { expect, test } from "vitest";
import { drift, type Witnessed } from "../../src/drift/index.ts";
import { infer } from "../../src/live/shape/index.ts";
import { answered, change, contract, diagnosed, night, off, place, schema } from "./witnessed.ts";

const missing = off("response-property-missing", "/total");
const odd = answered({ body: { id: 1 }, pinned: { deviations: [missing] }, published: { deviations: [missing] } });
const neverSampled = { sampled: [], deviations: [], shapes: {}, protocol: {} };
const refusedSample = answered({
  status: 422,
  published: { violations: [{ pointer: `${place}/parameters/0`, text: "" }] },
});
const many = Array.from({ length: 20 }, () => ({ id: 1, total: 1 }));
const without = many.map(({ id }) => ({ id }));
const refusal = { samples: [refusedSample], diagnoses: [diagnosed(refusedSample, "vendor-change")] };

const listed = { "200": { content: { "application/json": { schema: { type: "array", items: { type: "object" } } } } } };

/** `rule verdict` of each drift, `cause: text` of each unknown. */
function brief(witnessed: Witnessed) {
  const { drifts, unknown } = drift(witnessed);
  return [
    ...drifts.map(({ rule, verdict }) => `${rule}: ${verdict}`),
    ...unknown.map(({ cause }) => `unknown: ${cause}`),
  ];
}

test.each<[string, Witnessed, readonly string[]]>([
  ["a quiet night", night({ samples: [answered({ body: { total: 1 } })] }), []],
  [
    "a deviation that paper does not explain is silent",
    night({ samples: [odd] }),
    ["response-property-missing: silent"],
  ],
  ["the same in many answers is one drift", night({ samples: [odd, odd] }), ["response-property-missing: silent"]],
  [
    "a deviation that the baseline knows is none",
    night({
      samples: [odd],
      baseline: { ...night({}).baseline, deviations: [{ fingerprint: missing.fingerprint, text: "" }] },
    }),
    [],
  ],
  [
    "a deviation in an operation that was never sampled is unknown",
    night({ samples: [odd], baseline: neverSampled }),
    ["unknown: consumer"],
  ],
  [
    "a deviation that only the pinned contract has is released, whatever the baseline knows",
    night({ samples: [answered({ body: {}, pinned: { deviations: [missing] } })], baseline: neverSampled }),
    ["response-property-missing: released"],
  ],
  [
    "a deviation that a change around it explains is told with the change",
    night({
      changes: [change("response-body-type-changed", schema)],
      samples: [answered({ body: {}, pinned: { deviations: [missing] } })],
    }),
    ["response-body-type-changed: released"],
  ],
  [
    "without a published contract live drift is still told",
    night({
      paper: { pinned: contract(), published: undefined },
      samples: [answered({ body: {}, pinned: { deviations: [missing] }, published: null })],
    }),
    ["response-property-missing: silent"],
  ],
  [
    "what was in all answers when pinned, and is in none now, is silent",
    night({
      paper: { pinned: contract(listed), published: contract(listed) },
      samples: [answered({ body: without })],
      baseline: { ...night({}).baseline, shapes: { "GET /orders/{id} 200": JSON.parse(JSON.stringify(infer(many))) } },
    }),
    ["response-property-vanished: silent"],
  ],
  ["a refusal that paper does not explain is silent", night(refusal), ["request-refused: silent"]],
  [
    "a refusal that paper explains is the change's evidence",
    night({ ...refusal, changes: [change("new-required-request-parameter", `${place}/parameters/0`)] }),
    ["new-required-request-parameter: released"],
  ],
  [
    "a refusal in an operation that was never sampled is unknown",
    night({ ...refusal, baseline: neverSampled }),
    ["unknown: vendor-change"],
  ],
])("%s", (_, witnessed, expected) => {
  expect(brief(witnessed)).toEqual(expected);
});

test("a silent drift has the place, the root and the words of its deviation", () => {
  expect(drift(night({ samples: [odd] })).drifts).toEqual([
    {
      rule: "response-property-missing",
      level: "breaking",
      verdict: "silent",
      operation: { method: "get", path: "/orders/{id}" },
      pointer: `${schema}/properties/total`,
      base: "/components/schemas/Order/properties/total",
      instancePath: "/total",
      text: "response-property-missing at /total",
      todo: "Do without the property where you read it.",
      fingerprint: missing.fingerprint,
      root: expect.stringMatching(/^[0-9a-f]{16}$/),
      operations: 1,
      evidence: ["in 1 of 1 answer"],
    },
  ]);
});

test("a probe that was not sent, and paper that cannot be read, are unknown", () => {
  const refusal = {
    operation: { method: "get", path: "/orders/{id}" },
    text: "SHOP_TOKEN is not set",
    todo: "Set it.",
  };
  const uncompared = {
    operation: refusal.operation,
    pointer: schema,
    side: "revision",
    text: "it leads nowhere",
  } as const;
  const { unknown } = drift({
    ...night({ uncompared: [uncompared] }),
    sampling: { samples: [], blocked: [], refusals: [{ ...refusal, cause: "authentication" }] },
  });
  expect(unknown.map(({ cause, step, text }) => [cause, step, text])).toEqual([
    ["dependency", 5, `the published contract cannot be read at ${schema}: it leads nowhere`],
    ["authentication", 3, "SHOP_TOKEN is not set"],
  ]);
});
