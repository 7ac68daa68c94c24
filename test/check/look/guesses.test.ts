import { expect, test } from "vitest";
import { check } from "../../../src/check/index.ts";
import { live } from "../../../src/check/look/live.ts";
import { pin } from "../../../src/check/pin.ts";
import { sampleVendors } from "../../../src/check/sample.ts";
import { sampleText } from "../../../src/cli/sample-text.ts";
import { loadConfig } from "../../../src/config/index.ts";
import type { Probe } from "../../../src/config/schema.ts";
import { blockedProbes } from "../../../src/drift/blocked.ts";
import { folderWith } from "../../support/folder.ts";
import { testRuntime } from "../../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../../support/vendor.ts";
import { order, shop } from "../team.ts";

const json = { "200": { content: { "application/json": { schema: { items: { properties: { id: {} } } } } } } };
const id = { name: "id", in: "path", required: true, example: "made-up" };
const pinned = describe({
  "/orders": { get: { responses: json } },
  "/orders/{id}": { get: { parameters: [{ ...id, example: undefined }], responses: json } },
  "/shops/{id}": { get: { parameters: [id], responses: json } },
});

const good: Readonly<Record<string, Route>> = {
  "/orders": { body: [{ id: "o1" }] },
  "/orders/o1": { body: [] },
  "/shops/made-up": { body: [] },
};

interface Case {
  readonly routes?: Readonly<Record<string, Route>>;
  readonly sampled?: readonly string[];
  readonly probes?: readonly Partial<Probe>[];
}

/** What a night says of the operations that it does not call good: `unreached` or the cause, and where. */
async function told({ routes = {}, sampled, probes = [] }: Case): Promise<string[]> {
  const { url } = await startVendor({ ...good, ...routes });
  const vendor = vendorConfig(url, probes, { autoProbes: 20 });
  const baseline = sampled && { sampled, deviations: [], shapes: {}, protocol: {} };
  const known = { pinned, published: undefined, ...(baseline && { baseline }) };
  const { sampling, diagnoses } = await live(vendor, known, testRuntime());
  return [
    ...(sampling.auto?.unreached ?? []).map(({ operation: { path } }) => `unreached ${path}`),
    ...diagnoses.map(({ cause, sample }) => `${cause} ${sample.exchange.operation.path}`),
    ...blockedProbes(sampling.blocked, diagnoses).map(({ cause, operation }) => `${cause} ${operation?.path}`),
  ];
}

const wrongExample = { "/shops/made-up": { status: 404, body: { message: "no such shop" } } };
const emptyList = { "/orders": { body: [] } };

test.each<[name: string, night: Case, expected: string[]]>([
  ["all is well", {}, []],
  ["an example names nothing", { routes: wrongExample }, ["unreached /shops/{id}"]],
  [
    "an example named something when the contract was pinned",
    { routes: wrongExample, sampled: ["GET /shops/{id}"] },
    ["request /shops/{id}"],
  ],
  [
    "a configured probe names nothing",
    { routes: wrongExample, probes: [{ operation: "GET /shops/{id}", parameters: { id: "made-up" } }] },
    ["request /shops/{id}"],
  ],
  ["a list is empty", { routes: emptyList }, ["unreached /orders/{id}"]],
  [
    "a list was not empty when the contract was pinned",
    { routes: emptyList, sampled: ["GET /orders/{id}"] },
    ["request /orders/{id}"],
  ],
  ["the vendor is down", { routes: { "/shops/made-up": { status: 503 } } }, ["dependency /shops/{id}"]],
  [
    "the list cannot be had",
    { routes: { "/orders": { status: 503 } } },
    ["dependency /orders", "dependency /orders/{id}"],
  ],
])("a wrong guess is no more unknown than an operation without a probe: %s", async (_, night, expected) => {
  expect(await told(night)).toEqual(expected);
});

test("probes: auto is all that it takes, and an unchanged night says nothing", async () => {
  const vendor = await startVendor({
    "/openapi.json": { body: shop({ paths: { "/refunds": { post: { responses: {} } } } }) },
    "/orders": { body: [order] },
    "/orders/o1": { body: order },
  });
  const text = `version: 1\nvendors:\n  shop: { source: ${vendor.url}/openapi.json, server: ${vendor.url}, allow-private: true, probes: auto }\n`;
  const runtime = testRuntime({ cwd: await folderWith({ "driftpin.yaml": text }) });
  const config = await loadConfig(runtime);
  const [result] = await pin(config, { runtime });
  const { contracts } = await check(config, { runtime });
  const sampled = sampleText(await sampleVendors(config, { runtime }), { colour: false, columns: 80 });
  expect([
    result?.sampled,
    contracts.map(({ findings, unknown }) => [findings, unknown]),
    sampled.replaceAll(/in \d+ ms/g, "in n ms").split("\n"),
  ]).toEqual([
    ["GET /orders", "GET /orders/{id}"],
    [[[], []]],
    [
      "shop  2 sampled, 0 unknown, 1 not probed",
      "  GET /orders: 200 in n ms, fits",
      "  GET /orders/{id}: 200 in n ms, fits",
      "  POST /refunds: not probed, it is not safe",
      "",
    ],
  ]);
});
