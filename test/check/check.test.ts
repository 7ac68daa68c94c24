import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/check/index.ts";
import { put } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";
import { order, pinnedTeam, shop, team } from "./team.ts";

const withoutTotal = shop({ properties: { total: undefined } });

test("a finding carries where it is written, what was seen, and the code that it reaches", async () => {
  const { publish, check, vendor } = await pinnedTeam({
    vendor: 'code: ["src/**"]\nowners: ["@acme/shop"]',
    files: {
      "src/shop.ts": [
        "export async function total(id: string) {",
        "  const order = await (await fetch(`${base}/orders/${id}`)).json();",
        "  return order.total; // not eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "}",
      ].join("\n"),
    },
  });
  publish(withoutTotal);
  const [contract] = (await check()).contracts;
  expect({
    ...contract,
    findings: contract?.findings.filter(({ operation }) => operation?.path === "/orders/{id}"),
  }).toEqual({
    vendor: "shop",
    pinned: { source: `${vendor.url}/openapi.json`, version: expect.stringMatching(/^[0-9a-f]{64}$/) },
    published: { source: `${vendor.url}/openapi.json`, version: expect.stringMatching(/^[0-9a-f]{64}$/) },
    owners: ["@acme/shop"],
    sampled: [
      { method: "get", path: "/orders" },
      { method: "get", path: "/orders/{id}" },
    ],
    unknown: [],
    findings: [
      {
        rule: "response-required-property-removed",
        level: "breaking",
        verdict: "announced",
        operation: { method: "get", path: "/orders/{id}" },
        location: {
          pointer: "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/total",
          base: { file: "specs/shop/contract.json", line: expect.any(Number), column: expect.any(Number) },
          revision: { file: `${vendor.url}/openapi.json`, line: 1, column: expect.any(Number) },
        },
        instancePath: "/total",
        text: expect.stringContaining("total"),
        todo: "Stop reading it.",
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        root: expect.stringMatching(/^[0-9a-f]{16}$/),
        operations: 2,
        proof: "witness",
        witness: { id: "", state: "open" },
        evidence: ["total is in 1 of 1 object"],
        impact: [
          {
            file: "src/shop.ts",
            line: 3,
            column: 16,
            certainty: "compiled",
            frame: "return order.total; // not [redacted]",
            symbol: "total",
            how: expect.stringMatching(
              /^total of the answer of GET \/orders\/\{id\}: Property 'total' does not exist on type /,
            ),
          },
        ],
        suggestions: [{ kind: "advice", applicability: "advice", text: "Stop reading it. Start at src/shop.ts:3." }],
      },
    ],
  });
});

test("what shares a root counts once", async () => {
  const { publish, check } = await pinnedTeam();
  publish(withoutTotal);
  expect((await check()).summary).toEqual({ breaking: 1, warning: 0, info: 0, unknown: 0 });
});

test("what two vendors do alike counts for each", async () => {
  const cafe = await startVendor({ "/openapi.json": { body: shop() } });
  const { publish, check } = await pinnedTeam({
    others: `cafe: { source: "${cafe.url}/openapi.json", allow-private: true }`,
  });
  publish(withoutTotal);
  cafe.route("/openapi.json", { body: withoutTotal });
  expect((await check()).summary.breaking).toBe(2);
});

test("a description on disk that is gone is unknown, not the end of the check", async () => {
  const { check, pin, folder } = await team({
    others: "cafe: { source: cafe.json }",
    files: { "cafe.json": JSON.stringify(shop()) },
  });
  await pin();
  await rm(join(folder, "cafe.json"));
  expect((await check()).contracts.map(({ vendor, unknown }) => [vendor, unknown.map(({ cause }) => cause)])).toEqual([
    ["shop", []],
    ["cafe", ["request"]],
  ]);
});

test("an accepted finding is shown with its reason and does not count", async () => {
  const { publish, check, folder } = await pinnedTeam();
  publish(withoutTotal);
  const findings = (await check()).contracts.flatMap((contract) => contract.findings);
  const pin = JSON.parse(await readFile(join(folder, "specs/shop/pin.json"), "utf8"));
  const accepted = findings.map(({ fingerprint }) => ({ fingerprint, reason: "we never read it" }));
  await put(folder, { "specs/shop/pin.json": JSON.stringify({ ...pin, accepted }) });
  const report = await check();
  expect([report.summary.breaking, report.contracts[0]?.findings.map((finding) => finding.accepted)]).toEqual([
    0,
    [{ reason: "we never read it" }, { reason: "we never read it" }],
  ]);
});

test("a rule that the policy hides is not in the report", async () => {
  const { publish, check } = await pinnedTeam({
    config: "policy: { levels: { response-required-property-removed: none } }",
  });
  publish(withoutTotal);
  expect((await check()).contracts[0]?.findings).toEqual([]);
});

test("a vendor that cannot be checked leaves the others alone", async () => {
  const cafe = await startVendor({ "/openapi.json": { body: shop() } });
  const { publish, check, vendor } = await pinnedTeam({
    others: `cafe: { source: "${cafe.url}/openapi.json", allow-private: true }`,
  });
  publish("not a description");
  vendor.route("/orders", { status: 503 });
  cafe.route("/openapi.json", { body: withoutTotal });
  expect(
    (await check()).contracts.map(({ vendor, findings, unknown }) => [vendor, findings.length, unknown.length]),
  ).toEqual([
    ["shop", 0, 2],
    ["cafe", 2, 0],
  ]);
});

test("a vendor that is not pinned is told before anything is sent", async () => {
  const { check, vendor } = await team();
  await expect(check()).rejects.toThrow('specs/shop/pin.json DP3201 shop is not pinned yet: run "driftpin pin shop"');
  expect(vendor.received).toEqual([]);
});

test("all vendors that are not pinned are told at once", async () => {
  const { check } = await team({ others: "cafe: { source: cafe.json }" });
  await expect(check()).rejects.toThrow(/DP3201 shop is not pinned yet.*\n.*DP3201 cafe is not pinned yet/);
});

test("a name that no vendor has is told with the one that was meant", async () => {
  const { config, runtime } = await team();
  await expect(check(config, { runtime, vendors: ["shpo"] })).rejects.toThrow(
    'unknown vendor "shpo": did you mean "shop"?',
  );
});

test("the ledger is told once, and not again while nothing changes", async () => {
  const { publish, check, folder } = await pinnedTeam({ config: "ledger: history/ledger.jsonl" });
  publish(withoutTotal);
  const ledger = () => readFile(join(folder, "history/ledger.jsonl"), "utf8");
  await check();
  const first = await ledger();
  await check();
  expect([first.trim().split("\n").length, await ledger()]).toEqual([2, first]);
});

test("a secret that is not set keeps its probes from being sent", async () => {
  const team = await pinnedTeam({ vendor: 'auth: { bearer: "${SHOP_TOKEN}" }' });
  const [contract] = (await team.check()).contracts;
  expect(contract?.unknown.map(({ cause, step }) => [cause, step])).toEqual([
    ["authentication", 3],
    ["authentication", 3],
  ]);
});

test("two checks of one night say the same", async () => {
  const { publish, check, vendor } = await pinnedTeam();
  publish(withoutTotal);
  vendor.route("/orders", { body: [{ ...order, extra: true }] });
  expect(await check()).toEqual(await check());
});
