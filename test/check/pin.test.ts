import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, put } from "../support/folder.ts";
import { order, pinnedTeam, shop, team } from "./team.ts";

test("pinning writes the contract, where it came from, and how it is answered", async () => {
  const { pin, folder, vendor } = await team();
  const [result] = await pin();
  const { "driftpin.yaml": _config, ...files } = await filesOf(folder);
  expect([Object.keys(files), result]).toEqual([
    ["specs/shop/baseline.json", "specs/shop/contract.json", "specs/shop/pin.json"],
    {
      vendor: "shop",
      outcome: "written",
      source: `${vendor.url}/openapi.json`,
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      operations: [
        { method: "get", path: "/orders" },
        { method: "get", path: "/orders/{id}" },
      ],
      sampled: ["GET /orders", "GET /orders/{id}"],
      deviations: [],
      unknown: [],
      invalid: [],
    },
  ]);
});

test("pinning twice writes nothing the second time", async () => {
  const { pin, folder } = await pinnedTeam();
  const before = await filesOf(folder);
  const [result] = await pin();
  expect([result?.outcome, await filesOf(folder)]).toEqual(["unchanged", before]);
});

test("a probe that fails is told, and the contract is pinned all the same", async () => {
  const { pin, vendor } = await team();
  vendor.route("/orders", { status: 503 });
  const [result] = await pin();
  expect([result?.outcome, result?.sampled, result?.unknown.map(({ cause }) => cause)]).toEqual([
    "written",
    ["GET /orders/{id}"],
    ["dependency"],
  ]);
});

test("a request that the vendor refuses is told too", async () => {
  const { pin, vendor } = await team();
  vendor.route("/orders", { status: 422, body: { message: "no" } });
  const [result] = await pin();
  expect([result?.sampled, result?.unknown.map(({ cause }) => cause)]).toEqual([
    ["GET /orders/{id}"],
    ["vendor-change"],
  ]);
});

test("a page of a gateway is not taken for how the vendor answers", async () => {
  const { pin, vendor } = await team();
  vendor.route("/orders", { headers: { "content-type": "text/html" }, body: "<!doctype html><h1>Please wait</h1>" });
  const [result] = await pin();
  expect([result?.sampled, result?.deviations]).toEqual([["GET /orders/{id}"], []]);
});

test("what deviates already is told, and becomes the baseline", async () => {
  const { pin, vendor } = await team();
  vendor.route("/orders/o1", { body: { ...order, total: "12.50" } });
  const [result] = await pin();
  expect(result?.deviations).toEqual([expect.stringContaining("/total")]);
});

test("a description that is no valid OpenAPI is pinned, and what is wrong with it is told", async () => {
  const { pin, publish } = await team();
  publish({ ...shop(), info: { title: "Shop" } });
  const [result] = await pin();
  expect([result?.outcome, result?.invalid.map(({ pointer }) => pointer)]).toEqual(["written", ["/info"]]);
});

test("what was accepted is kept until the pin itself takes it as normal", async () => {
  const { pin, check, publish, folder } = await pinnedTeam();
  publish(shop({ properties: { total: undefined } }));
  const [found] = (await check()).contracts.flatMap((contract) => contract.findings);
  const path = join(folder, "specs/shop/pin.json");
  const pinned = JSON.parse(await readFile(path, "utf8"));
  const elsewhere = { fingerprint: "0123456789abcdef", reason: "of a night when it could not be sampled" };
  const accepted = [{ fingerprint: found?.fingerprint, reason: "unused" }, elsewhere];
  await put(folder, { "specs/shop/pin.json": JSON.stringify({ ...pinned, accepted }) });
  await pin();
  expect(JSON.parse(await readFile(path, "utf8")).accepted).toEqual([elsewhere]);
});

test("a contract that was edited by hand is mended by pinning again", async () => {
  const { pin, check, folder } = await pinnedTeam();
  const before = await filesOf(folder);
  await put(folder, { "specs/shop/contract.json": "{}" });
  await expect(check()).rejects.toThrow("DP3202");
  await pin();
  expect(await filesOf(folder)).toEqual(before);
});

test.each([
  ["that is gone", { status: 404 }],
  ["that is no description", { body: { hello: "world" } }],
])("a description %s leaves the pin untouched", async (_, reply) => {
  const { pin, vendor, folder } = await pinnedTeam();
  const before = await filesOf(folder);
  vendor.route("/openapi.json", reply);
  await expect(pin()).rejects.toThrow(/ DP\d{4} /);
  expect(await filesOf(folder)).toEqual(before);
});

test("types are pinned where the team wants them, or has them already", async () => {
  const wanting = await team({ vendor: "types: true" });
  const having = await team({ files: { "specs/shop/types.ts": "// of old" } });
  const neither = await team();
  const written = await Promise.all(
    [wanting, having, neither].map(async ({ pin, folder }) => {
      await pin();
      return (await filesOf(folder))["specs/shop/types.ts"];
    }),
  );
  const types = expect.stringMatching(
    /^\/\/ Generated by driftpin from specs\/shop\/contract\.json\..*\n\nexport interface paths/,
  );
  expect(written).toEqual([types, types, undefined]);
});

test("a contract that has no types is pinned all the same, and it is told why", async () => {
  const { pin, publish, folder, check } = await team({ vendor: "types: true" });
  const dangling = { get: { responses: { "200": { $ref: "#/components/responses/None" } } } };
  publish(shop({ paths: { "/refunds": dangling } }));
  const [result] = await pin();
  const types = join(folder, "specs/shop/types.ts");
  await expect(readFile(types)).rejects.toThrow("ENOENT");
  const { contracts } = await check();
  expect([result?.outcome, result?.untyped, contracts.map(({ vendor }) => vendor)]).toEqual([
    "written",
    expect.stringContaining("#/components/responses/None"),
    ["shop"],
  ]);
});
