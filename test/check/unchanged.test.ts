import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/check/index.ts";
import type { Json } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { put } from "../support/folder.ts";
import type { Route } from "../support/vendor.ts";
import { shop, type Team, team } from "./team.ts";

/** Answers with a body and its ETag, and with 304 to whoever has it. */
function tagged(body: Json): Route {
  return (request, response) => {
    const bytes = JSON.stringify(body);
    const etag = etagOf(bytes);
    response.setHeader("etag", etag).setHeader("content-type", "application/json");
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.end(bytes);
  };
}

function etagOf(text: string): string {
  return `"${sha256(text).slice(0, 8)}"`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A team that has pinned what its vendor publishes with an ETag. */
async function taggedTeam(): Promise<Team> {
  const pinned = await team();
  pinned.vendor.route("/openapi.json", tagged(shop()));
  await pinned.pin();
  return pinned;
}

/** The tags that the description was asked for, from some request on. */
function askedFor({ vendor }: Team, from: number): (string | undefined)[] {
  return vendor.received
    .slice(from)
    .filter(({ url }) => url === "/openapi.json")
    .map(({ headers }) => headers["if-none-match"]);
}

const rules = ({ contracts }: CheckReport) => contracts.flatMap(({ findings }) => findings.map(({ rule }) => rule));

test("the report is the same whether a source says that nothing changed, sends the same, or is asked for all of it", async () => {
  const shopping = await taggedTeam();
  const { vendor, config, runtime } = shopping;
  vendor.route("/orders/o1", { body: { id: "o1", total: "12.5", state: "open" } });
  const from = vendor.received.length;
  const believed = await shopping.check();
  const refetched = await check(config, { runtime, refetch: true });
  const tag = etagOf(JSON.stringify(shop()));
  vendor.route("/openapi.json", { body: shop(), headers: { etag: tag } });
  const sent = await shopping.check();
  expect(rules(believed)).toEqual(["response-property-type-mismatch"]);
  expect({ refetched, sent, asked: askedFor(shopping, from) }).toEqual({
    refetched: believed,
    sent: believed,
    asked: [tag, undefined, tag],
  });
});

const later = shop({ properties: { total: undefined } });

test.each<[string, (pin: Record<string, Json>) => object]>([
  ["as it was made", () => ({})],
  ["with the version of what is published now", () => ({ version: etagOf(JSON.stringify(later)) })],
  ["with the hash of what is published now", () => ({ sha256: sha256(JSON.stringify(later)) })],
  ["with both", () => ({ version: etagOf(JSON.stringify(later)), sha256: sha256(JSON.stringify(later)) })],
  ["without its seal, and with the version", () => ({ seal: undefined, version: etagOf(JSON.stringify(later)) })],
])("a pin %s never hides a change", async (_, edit) => {
  const shopping = await taggedTeam();
  const path = join(shopping.folder, "specs/shop/pin.json");
  const pin = JSON.parse(await readFile(path, "utf8"));
  await put(shopping.folder, { "specs/shop/pin.json": JSON.stringify({ ...pin, ...edit(pin) }) });
  shopping.vendor.route("/openapi.json", tagged(later));
  expect(new Set(rules(await shopping.check()))).toEqual(new Set(["response-required-property-removed"]));
});

test("of a description of several texts, all are read, whatever the first one's source says", async () => {
  const shopping = await team();
  const { components, ...rest } = shop();
  const list = { get: { responses: { "200": { $ref: "parts.json" } } } };
  const part = (type: string) => tagged({ description: "", content: { "application/json": { schema: { type } } } });
  shopping.vendor.route("/openapi.json", tagged({ ...rest, paths: { "/orders": list, "/orders/{id}": list } }));
  shopping.vendor.route("/parts.json", part("array"));
  await shopping.pin();
  shopping.vendor.route("/parts.json", part("object"));
  expect(rules(await shopping.check())).toContain("response-body-type-changed");
});

test("a contract that was edited by hand is told before any vendor is asked", async () => {
  const shopping = await team({
    others: "depot:\n  source: ./depot.json",
    files: { "depot.json": JSON.stringify(shop()) },
  });
  await shopping.pin();
  const from = shopping.vendor.received.length;
  const path = "specs/depot/contract.json";
  const text = await readFile(join(shopping.folder, path), "utf8");
  await put(shopping.folder, { [path]: text.replace("paid", "payed") });
  await expect(shopping.check()).rejects.toMatchObject({ code: "DP3202" });
  expect(shopping.vendor.received.slice(from)).toEqual([]);
});
