import { expect, test } from "vitest";
import type { CheckReport } from "../../src/report/report.ts";
import { order, pinnedTeam, required, shop, type Team } from "./team.ts";

/** `rule verdict at operation place` of every finding, and the causes of what is unknown. */
function brief({ contracts }: CheckReport): string[] {
  return contracts.flatMap(({ findings, unknown }) => [
    ...findings.map(
      ({ rule, verdict, operation, instancePath = "" }) => `${verdict}: ${rule} ${operation?.path}${instancePath}`,
    ),
    ...unknown.map(({ cause, operation }) => `unknown: ${cause} ${operation?.path ?? "the vendor"}`),
  ]);
}

const { total: _gone, ...orderWithoutTotal } = order;
const bothOrders = (team: Team, one: object) => {
  team.vendor.route("/orders", { body: [{ ...one }] });
  team.vendor.route("/orders/o1", { body: { ...one } });
};

test.each<[string, (team: Team) => void, readonly string[]]>([
  ["nothing changed", () => undefined, []],
  [
    "a field that vanished live but not on paper is silent",
    (team) => bothOrders(team, orderWithoutTotal),
    ["silent: response-property-missing /orders/*/total", "silent: response-property-missing /orders/{id}/total"],
  ],
  [
    "a field removed on paper and live is released",
    (team) => {
      team.publish(shop({ properties: { total: undefined } }));
      bothOrders(team, orderWithoutTotal);
    },
    [
      "released: response-required-property-removed /orders/*/total",
      "released: response-required-property-removed /orders/{id}/total",
    ],
  ],
  [
    "a field removed on paper and still live is announced",
    (team) => team.publish(shop({ properties: { total: undefined } })),
    [
      "announced: response-required-property-removed /orders/*/total",
      "announced: response-required-property-removed /orders/{id}/total",
    ],
  ],
  [
    "a new required parameter that is refused when it is missing is released",
    (team) => {
      team.publish(shop({ parameters: [required("region")] }));
      team.vendor.route("/orders", { status: 400, body: { message: "region is required" } });
    },
    ["released: new-required-request-parameter /orders"],
  ],
  [
    "a new required parameter that may still be missing is announced",
    (team) => team.publish(shop({ parameters: [required("region")] })),
    ["announced: new-required-request-parameter /orders"],
  ],
  [
    "an enum value that is published and not yet live is announced",
    (team) => team.publish(shop({ properties: { state: { type: "string", enum: ["open", "paid", "held"] } } })),
    [
      "announced: response-property-enum-value-added /orders/*/state",
      "announced: response-property-enum-value-added /orders/{id}/state",
    ],
  ],
  [
    "an enum value that is published and live is released",
    (team) => {
      team.publish(shop({ properties: { state: { type: "string", enum: ["open", "paid", "held"] } } }));
      bothOrders(team, { ...order, state: "held" });
    },
    [
      "released: response-property-enum-value-added /orders/*/state",
      "released: response-property-enum-value-added /orders/{id}/state",
    ],
  ],
  [
    "a type that is neither the pinned nor the published one is conflicting",
    (team) => {
      team.publish(shop({ properties: { total: { type: "string" } } }));
      bothOrders(team, { ...order, total: [12.5] });
    },
    [
      "conflicting: response-property-type-changed /orders/*/total",
      "conflicting: response-property-type-changed /orders/{id}/total",
    ],
  ],
  [
    "an operation that is gone on paper and live is released",
    (team) => {
      team.publish(shop({ paths: { "/orders/{id}": undefined } }));
      team.vendor.route("/orders/o1", { status: 404, body: { message: "Not Found" } });
    },
    ["released: api-path-removed-without-deprecation /orders/{id}"],
  ],
  [
    "an operation that is gone on paper only is announced",
    (team) => team.publish(shop({ paths: { "/orders/{id}": undefined } })),
    ["announced: api-path-removed-without-deprecation /orders/{id}"],
  ],
  [
    "a change where the answer could not be had is published",
    (team) => {
      team.publish(shop({ parameters: [required("region")] }));
      team.vendor.route("/orders", { status: 503 });
    },
    ["published: new-required-request-parameter /orders", "unknown: dependency /orders"],
  ],
  [
    "a refusal that nothing published explains is silent",
    (team) => team.vendor.route("/orders", { status: 422, body: { message: "no" } }),
    ["silent: request-refused /orders"],
  ],
])("%s", async (_, drifts, expected) => {
  const team = await pinnedTeam();
  drifts(team);
  expect(brief(await team.check())).toEqual(expected);
});

test("a deviation that was there when the contract was pinned is none", async () => {
  const team = await pinnedTeam();
  bothOrders(team, orderWithoutTotal);
  await team.pin();
  expect(brief(await team.check())).toEqual([]);
});

test("what deviates where nothing was sampled at pin time is unknown", async () => {
  const team = await pinnedTeam();
  team.vendor.route("/orders", { status: 503 });
  await team.pin();
  team.vendor.route("/orders", { body: [orderWithoutTotal] });
  expect(brief(await team.check())).toEqual(["unknown: consumer /orders"]);
});

test.each<[string, string, (team: Team) => void]>([
  ["network", "network", ({ vendor }) => vendor.route("/orders", ({ socket }) => void socket.destroy())],
  ["authentication", "authentication", ({ vendor }) => vendor.route("/orders", { status: 401 })],
  [
    "request",
    "request",
    ({ vendor }) => vendor.route("/orders/o1", { status: 404, body: { message: "No such order: o1" } }),
  ],
  ["dependency", "dependency", ({ vendor }) => vendor.route("/orders", { status: 503 })],
  [
    "rate-limit",
    "rate-limit",
    ({ vendor }) => vendor.route("/orders", { status: 429, headers: { "retry-after": "3600" } }),
  ],
  ["consumer", "consumer", ({ vendor }) => vendor.route("/orders", { status: 402 })],
])("a failure for the cause %s is unknown, never drift", async (_, cause, fails) => {
  const team = await pinnedTeam();
  fails(team);
  const { summary, contracts } = await team.check();
  expect([summary, contracts[0]?.findings, contracts[0]?.unknown.map((unknown) => unknown.cause)]).toEqual([
    { breaking: 0, warning: 0, info: 0, unknown: 1 },
    [],
    [cause],
  ]);
});

test.each<[string, string, (team: Team) => void]>([
  ["is gone", "request", ({ vendor }) => vendor.route("/openapi.json", { status: 404 })],
  ["is not for us", "authentication", ({ vendor }) => vendor.route("/openapi.json", { status: 403 })],
  ["is down", "dependency", ({ vendor }) => vendor.route("/openapi.json", { status: 500 })],
  ["does not answer", "network", ({ vendor }) => vendor.route("/openapi.json", ({ socket }) => void socket.destroy())],
  [
    "is a web page",
    "dependency",
    ({ vendor }) =>
      vendor.route("/openapi.json", {
        headers: { "content-type": "text/html" },
        body: "<!doctype html><title>Docs</title>",
      }),
  ],
  ["is cut short", "dependency", ({ vendor }) => vendor.route("/openapi.json", { body: '{ "openapi": "3.1.0"' })],
])("where the description %s, the live half is checked all the same", async (_, cause, fails) => {
  const team = await pinnedTeam();
  fails(team);
  team.vendor.route("/orders", { body: [orderWithoutTotal] });
  expect(brief(await team.check())).toEqual([
    "silent: response-property-missing /orders/*/total",
    `unknown: ${cause} the vendor`,
  ]);
});
