import { expect, test } from "vitest";
import { drift, type Witnessed } from "../../src/drift/index.ts";
import type { Protocol } from "../../src/live/protocol/protocol.ts";
import { answered, change, contract, diagnosed, night, off, place } from "./witnessed.ts";

const before = {
  answers: 1,
  facts: { caching: ["etag"], ending: ["none"], mediaType: ["application/json"], vary: ["none"] },
};
const pinned = { ...night({}).baseline, protocol: { "GET /orders/{id}": before } };
const quiet: Protocol = { caching: ["etag"], ending: [], mediaType: ["application/json"], vary: [] };

/** An answer with other facts than when the contract was pinned. */
function showing(protocol: Protocol, parts: Parameters<typeof answered>[0] = {}) {
  return { ...answered({ body: {}, ...parts }), protocol: { ...quiet, ...protocol } };
}

/** `rule level: verdict` of each drift, `cause` of each unknown. */
function brief(witnessed: Partial<Parameters<typeof night>[0]>) {
  const { drifts, unknown } = drift(night({ baseline: pinned, ...witnessed }));
  return [
    ...drifts.map(({ rule, level, verdict }) => `${rule} ${level}: ${verdict}`),
    ...unknown.map(({ cause }) => `unknown: ${cause}`),
  ];
}

const ends = showing({ ending: ["sunset 2033-12-31"] });
const deprecated = showing({ ending: ["deprecated"] });
const xml = { mediaType: ["application/xml"] };
const page = showing(xml);
const refusal = showing({ challenge: ["bearer"] }, { status: 401 });
const undocumented = off("response-media-type-undocumented", "");

test.each<[string, Partial<Parameters<typeof night>[0]>, readonly string[]]>([
  ["a quiet night", { samples: [showing({}), showing({})] }, []],
  ["what is new", { samples: [ends] }, ["protocol-sunset-announced warning: silent"]],
  [
    "what is new in many answers is one drift",
    { samples: [ends, ends] },
    ["protocol-sunset-announced warning: silent"],
  ],
  ["what only some answers show is none", { samples: [ends, showing({})] }, []],
  [
    "what is recorded only has no level yet",
    { samples: [showing({ vary: ["origin"] })] },
    ["protocol-vary-changed none: silent"],
  ],
  ["an operation that was never sampled", { samples: [ends], baseline: night({}).baseline }, []],
  [
    "a description that announces the same end",
    { samples: [ends], changes: [change("endpoint-deprecated-with-sunset", place)] },
    ["endpoint-deprecated-with-sunset breaking: published"],
  ],
  [
    "a description that announces no day",
    { samples: [ends], changes: [change("endpoint-deprecated", place)] },
    ["endpoint-deprecated breaking: published", "protocol-sunset-announced warning: silent"],
  ],
  [
    "a description that announces the deprecation",
    { samples: [deprecated], changes: [change("endpoint-deprecated", place)] },
    ["endpoint-deprecated breaking: published"],
  ],
  [
    "a media type that the contract does not have is told once",
    { samples: [showing(xml, { pinned: { deviations: [undocumented] }, published: { deviations: [undocumented] } })] },
    ["response-media-type-undocumented breaking: silent"],
  ],
  ["a media type that it has", { samples: [showing(xml)] }, ["protocol-media-type-changed warning: silent"]],
  [
    "a gateway's page says nothing of the vendor",
    { samples: [page], diagnoses: [diagnosed(page, "dependency")] },
    ["unknown: dependency"],
  ],
  [
    "a refusal that asks for credentials of another scheme",
    {
      samples: [refusal],
      diagnoses: [diagnosed(refusal, "authentication")],
      baseline: { ...pinned, protocol: { "GET /orders/{id}": { ...before, facts: { challenge: ["basic"] } } } },
    },
    ["protocol-auth-scheme-changed breaking: silent", "unknown: authentication"],
  ],
  [
    "a refusal that asks for what it always asked for",
    {
      samples: [refusal],
      diagnoses: [diagnosed(refusal, "authentication")],
      baseline: { ...pinned, protocol: { "GET /orders/{id}": { ...before, facts: { challenge: ["bearer"] } } } },
    },
    ["unknown: authentication"],
  ],
])("protocol facts: %s", (_, parts, expected) => {
  expect(brief(parts)).toEqual(expected);
});

test("a deprecation that the pinned contract has itself is none", () => {
  const { document } = contract();
  const paths = { "/orders/{id}": { get: { deprecated: true, responses: { "200": {} } } } };
  const known = { ...contract(), document: { ...document, paths } };
  expect(brief({ samples: [deprecated], paper: { pinned: known, published: known } })).toEqual([]);
});

test("a drift of protocol facts has the place of its operation, and the words of its rule", () => {
  expect(drift(night({ baseline: pinned, samples: [ends, ends] })).drifts).toEqual([
    {
      rule: "protocol-sunset-announced",
      level: "warning",
      verdict: "silent",
      operation: { method: "get", path: "/orders/{id}" },
      pointer: place,
      base: place,
      instancePath: "",
      text: "the answers say that it ends on 2033-12-31",
      todo: "Move away from this operation before that day.",
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      root: expect.stringMatching(/^[0-9a-f]{16}$/),
      operations: 1,
      evidence: ["in all 2 answers"],
    },
  ]);
});

test("the same at many operations is one root", () => {
  const invoices = { ...ends, exchange: { ...ends.exchange, operation: { method: "get", path: "/invoices" } } };
  const witnessed: Witnessed = night({
    baseline: { ...pinned, protocol: { "GET /orders/{id}": before, "GET /invoices": before } },
    samples: [ends, invoices],
  });
  const { drifts } = drift(witnessed);
  expect([
    drifts.length,
    new Set(drifts.map(({ root }) => root)).size,
    drifts.map(({ operations }) => operations),
  ]).toEqual([2, 1, [2, 2]]);
});
