import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { order, required, shop } from "../check/team.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, type Night, outcome } from "./night.ts";

const notFound = { status: 404, body: { message: "Not Found" } };
const html = { "content-type": "text/html" };
const { total, ...orderWithoutTotal } = order;

test.each<[name: string, reply: Reply, night: Night, certainty: "certain" | "likely"]>([
  [
    "404 where the published contract lacks it",
    notFound,
    { published: shop({ paths: { "/orders/{id}": undefined } }) },
    "certain",
  ],
  ["404 for what the vendor itself lists", notFound, {}, "likely"],
  [
    "404 in words of a router",
    { status: 404, body: { message: "Cannot GET /orders/o1" } },
    { routes: nowhere({ message: "Cannot GET /" }) },
    "likely",
  ],
  ["410", { status: 410 }, {}, "certain"],
])("an operation is gone: %s", async (_, reply, night, certainty) => {
  expect(await brief({ ...night, routes: { ...night.routes, "/orders/o1": reply } })).toBe(
    `vendor-change at 7, ${certainty}: drift`,
  );
});

function nowhere(body: JsonObject): NonNullable<Night["routes"]> {
  return { "/orders/0/driftpin-leads-nowhere": { status: 404, body } };
}

test.each<[name: string, reply: Reply]>([
  ["404", notFound],
  ["404 that is a page", { status: 404, headers: html, body: "<html>404 page not found" }],
  ["410", { status: 410 }],
])("a list is gone: %s", async (_, reply) => {
  expect(await brief({ of: "/orders", routes: { "/orders": reply } })).toMatch(/^vendor-change at 7, \w+: drift$/);
});

test.each<[name: string, reply: Reply, night: Night, certainty: "certain" | "likely"]>([
  [
    "400 for a parameter that is required now",
    { status: 400, body: { detail: "region" } },
    { published: shop({ parameters: [required("region")] }) },
    "certain",
  ],
  [
    "400 for a parameter that is required now, and nobody said so",
    { status: 400, body: { detail: "region" } },
    {},
    "likely",
  ],
  ["405", { status: 405, headers: { allow: "POST" } }, {}, "likely"],
  ["406", { status: 406 }, {}, "likely"],
  ["409", { status: 409 }, {}, "likely"],
  ["415", { status: 415 }, {}, "likely"],
  ["422", { status: 422, body: { errors: [] } }, {}, "likely"],
  ["426", { status: 426, headers: { upgrade: "h2c" } }, {}, "likely"],
  ["428", { status: 428 }, {}, "likely"],
])("a request that satisfies the pin is refused: %s", async (_, reply, night, certainty) => {
  expect(await brief({ of: "/orders", ...night, routes: { "/orders": reply } })).toBe(
    `vendor-change at 7, ${certainty}: drift`,
  );
});

test.each<[name: string, reply: Reply]>([
  ["a renamed field", { body: { ...orderWithoutTotal, amount: total } }],
  ["a field that vanished", { body: orderWithoutTotal }],
  ["a changed type", { body: { ...order, total: "12.50" } }],
  ["null", { body: { ...order, total: null } }],
  ["an unknown value", { body: { ...order, state: "held" } }],
  ["a new envelope", { body: { data: order } }],
  ["a list where there was one", { body: [order] }],
  ["an empty object", { body: {} }],
  ["another media type", { headers: { "content-type": "application/xml" }, body: "<order/>" }],
  ["text that says that it is JSON", { headers: { "content-type": "application/json" }, body: "ok" }],
  ["no body at all", { status: 204 }],
  ["a permanent redirect to v2", { status: 308, headers: { location: "/v2/orders/o1" } }],
  ["an undocumented success", { status: 202, body: order }],
])("an answer no longer fits the pin: %s", async (_, reply) => {
  expect(await brief({ routes: { "/orders/o1": reply } })).toBe("vendor-change at 7, likely: drift");
});

test("paging that moved into the body is drift", async () => {
  const routes = { "/orders": { body: { items: [order], next: "/orders?page=2" } } };
  expect(await brief({ of: "/orders", routes })).toBe("vendor-change at 7, likely: drift");
});

test("a property that is new is told, and is drift that breaks nobody", async () => {
  expect(await brief({ routes: { "/orders/o1": { body: { ...order, note: "" } } } })).toBe(
    "vendor-change at 7, likely: drift",
  );
});

test("what is answered otherwise a moment later is no drift", async () => {
  let asked = 0;
  const { brief, found } = await outcome({
    of: "/orders",
    routes: {
      "/orders": (_, response) => {
        asked += 1;
        const isOdd = asked % 2 === 1;
        response.writeHead(isOdd ? 400 : 200, { "content-type": "application/json" }).end(isOdd ? "{}" : "[]");
      },
    },
  });
  expect([brief, found?.text]).toEqual([
    "dependency at 7, likely: unknown",
    "the vendor answers the same request now in one way, now in another (400, then 200)",
  ]);
});

test("the last step tells what is on paper, what was announced, and who else still answers", async () => {
  const { found } = await outcome({
    of: "/orders",
    published: shop({ parameters: [required("region")] }),
    routes: {
      "/orders": { status: 400, body: { detail: "region" } },
      "/orders/o1": { headers: { sunset: "Sat, 31 Jan 2026 00:00:00 GMT" }, body: order },
    },
  });
  expect(found?.steps[6]?.evidence).toEqual([
    "no other step explains it",
    'published: the query parameter "region" is required, and the probe has none',
    "on paper: query parameter region is new and required",
    "answers of the vendor have a sunset header",
    "the same request was answered in the same way a second time",
    "1 other operation still answers",
  ]);
});

test.each<[name: string, published: JsonObject | undefined, todo: string]>([
  [
    "asks for more",
    shop({ parameters: [required("region")] }),
    "Send what the published contract asks for, and pin it.",
  ],
  ["says nothing of it", undefined, "Ask the vendor what it wants from now on: what it publishes does not say."],
])("what to do about a refusal where what is published %s", async (_, published, todo) => {
  const { found } = await outcome({
    of: "/orders",
    ...(published && { published }),
    routes: { "/orders": { status: 400, body: {} } },
  });
  expect({ todo: found?.todo, symptom: found?.steps[0]?.evidence.at(-1) }).toEqual({
    todo,
    symptom: "the body has no members",
  });
});
