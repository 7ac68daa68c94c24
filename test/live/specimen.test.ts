import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { sample } from "../../src/live/index.ts";
import { fewOf } from "../../src/live/specimen.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../support/vendor.ts";
import { ok } from "./night.ts";

const schema: JsonObject = {
  type: "object",
  properties: {
    id: { type: "string" },
    state: { enum: ["open", "paid"] },
    at: { type: "string", format: "date-time" },
    prices: { type: "object", additionalProperties: { type: "string" } },
    lines: { type: "array" },
    note: { type: ["string", "null"] },
  },
};
const answer = {
  id: "cus_9s6XKzkNRiz8i3",
  state: "paid",
  at: "2026-01-02T03:04:05Z",
  prices: { "Anna Schmidt": "12.50", bob: "12.50" },
  lines: [41, 4.1, "-3"],
  note: null,
};

async function specimens(route: Route, isKept?: (operation: { readonly path: string }) => boolean) {
  const { url } = await startVendor({ "/orders": route });
  const contract = describe({ "/orders": { get: { responses: ok(schema) } } }, {});
  const contracts = { pinned: contract, published: contract };
  return (await sample(vendorConfig(url, [{ samples: 2 }]), contracts, testRuntime(), isKept)).specimens;
}

test("a specimen has the shape of an answer, what its texts are read as, and none of its values", async () => {
  expect(await specimens({ body: answer }, ({ path }) => path === "/orders")).toEqual([
    {
      operation: { method: "get", path: "/orders" },
      status: 200,
      body: {
        id: "xxx_0x0XXxxXXxx0x0",
        state: "open",
        at: "2000-01-01T00:00:00Z",
        prices: { "*": "12345.678901" },
        lines: [1, 0.5, "-0"],
        note: null,
      },
    },
  ]);
});

test.each<[string, Route, boolean]>([
  ["an operation that nobody asks about", { body: answer }, false],
  ["an error", { status: 500, body: answer }, true],
  ["a large answer", { body: { ...answer, id: "x".repeat(600_000) } }, true],
  ["what is no JSON", { body: "an order", headers: { "content-type": "text/plain" } }, true],
])("no specimen is kept of %s", async (_, route, isAsked) => {
  expect(await specimens(route, () => isAsked)).toBe(undefined);
});

test("few specimens are kept, and no two that are alike", () => {
  const of = (path: string, body: number) => ({ operation: { method: "get", path }, status: 200, body });
  const many = Array.from({ length: 40 }, (_, i) => of("/orders", Math.floor(i / 2)));
  expect(fewOf([...many, of("/carts", 1)]).map(({ operation, body }) => `${operation.path} ${body}`)).toEqual([
    ...Array.from({ length: 8 }, (_, i) => `/orders ${i}`),
    "/carts 1",
  ]);
});
