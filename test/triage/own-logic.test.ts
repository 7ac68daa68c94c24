import { expect, test } from "vitest";
import { order, shop } from "../check/team.ts";
import { startProxy } from "../support/proxy.ts";
import { type Reply, startVendor } from "../support/vendor.ts";
import { brief, type Night, outcome } from "./night.ts";

const html = { "content-type": "text/html" };
const page = "<!DOCTYPE html><title>Not Found</title>";
const elsewhere = { ...shop(), servers: [{ url: "https://api.shop.example" }] };

test.each<[name: string, reply: Reply, night: Night, certainty: "certain" | "likely"]>([
  ["402", { status: 402 }, {}, "likely"],
  ["407", { status: 407 }, {}, "certain"],
  ["451", { status: 451 }, {}, "likely"],
  ["421 for another host", { status: 421 }, {}, "likely"],
  ["301 to https", { status: 301, headers: { location: "https://127.0.0.1/orders/o1" } }, {}, "certain"],
  [
    "400 for http on a port for https",
    { status: 400, headers: html, body: "<html>The plain HTTP request was sent to HTTPS port" },
    {},
    "certain",
  ],
  ["a body that is larger than is ever read", { body: Buffer.alloc(11 * 1024 * 1024) }, {}, "certain"],
  ["a private address that is not allowed", {}, { vendor: { allowPrivate: false } }, "certain"],
  ["a header that no request can have", {}, { probe: { headers: { "x-note": "a\nb" } } }, "certain"],
])("%s", async (_, reply, night, certainty) => {
  expect(await brief({ ...night, routes: { "/orders/o1": reply } })).toBe(`consumer at 6, ${certainty}: unknown`);
});

test.each<[name: string, night: Night]>([
  ["404 below a wrong base path", { vendor: (url) => ({ server: `${url}/v9` }) }],
  ["404 below a base path too few", { pinned: { ...shop(), servers: [{ url: "/v1" }] }, routes: nothing() }],
  [
    "405 below a wrong base path",
    { vendor: (url) => ({ server: `${url}/v9` }), routes: { "/v9/orders/o1": { status: 405 } } },
  ],
  [
    "404 of a page below a wrong base path",
    {
      vendor: (url) => ({ server: `${url}/v9` }),
      routes: { "/v9/orders/o1": { status: 404, headers: html, body: page } },
    },
  ],
  [
    "404 for all on a host that the contract does not name",
    { pinned: elsewhere, routes: nothing("Cannot GET /there") },
  ],
])("a wrong base URL: %s", async (_, night) => {
  expect(await brief(night)).toBe("consumer at 6, likely: unknown");
});

function nothing(message = "Not Found"): NonNullable<Night["routes"]> {
  const reply = { status: 404, body: { message } };
  return { "/orders": reply, "/orders/o1": reply, "/orders/0/driftpin-leads-nowhere": reply };
}

test("a proxy of ours that is in between is named", async () => {
  const proxy = await startProxy();
  const { found } = await outcome({
    routes: { "/orders/o1": { status: 402 } },
    vendor: { allowPrivate: true },
    runtime: { env: { HTTP_PROXY: proxy.url, NO_PROXY: "127.0.0.1" } },
  });
  expect(found?.steps[5]?.evidence).toEqual(["HTTP_PROXY is set"]);
});

test("an address that answers well is nothing to explain", async () => {
  const { url } = await startVendor({ "/orders": { body: [order] }, "/orders/o1": { body: order } });
  expect(await brief({ vendor: { server: url } })).toBe("nothing: clean");
});
