import { expect, test } from "vitest";
import { compare } from "../../src/diff/index.ts";
import type { JsonObject } from "../../src/json.ts";
import { untilLive } from "../../src/suggest/announced.ts";
import { jsonOf, textsOf } from "./fixture.ts";
import { suggested, withEdits } from "./suggested.ts";

const awaited = (text: string) =>
  `${text} Merge it when the change is live: today, the vendor still answers as pinned.`;

const announced = async (name: string) => {
  const suggestions = await suggested(name, textsOf(name, "before"), "announced");
  return suggestions.map(({ kind, applicability, text }) => ({ kind, applicability, text }));
};

test.each(["absent/nullable-chain", "type-changed/calculated", "enum-value/exhaustive"])(
  "%s: what is right today as well is suggested as ever",
  async (name) => {
    expect(await announced(name)).toEqual(jsonOf(name, "expected.json"));
  },
);

test.each([
  ["server/constant", "server", "Call https://api.shop.example/v2 instead of https://api.shop.example/v1."],
  ["required/parameter-default", "required", "Send region as the vendor took it so far."],
  ["rename/own-types", "rename", "Use total_amount instead of total."],
  [
    "compat/handed-on",
    "compat",
    "Give answers their old shape where they come in: GET /orders/{id} by orderAsBefore in src/shop-compat.ts.",
  ],
])("%s: what breaks today's answers waits for the change, and is verified by nobody", async (name, kind, text) => {
  expect(await announced(name)).toEqual([{ kind, applicability: "likely", text: awaited(text) }]);
});

test("a member is read by either name where no type is in the way", async () => {
  const before = textsOf("rename/property", "before");
  const suggestions = await suggested("rename/property", before, "announced");
  expect(suggestions.map(({ applicability, text }) => ({ applicability, text }))).toEqual([
    {
      applicability: "likely",
      text: "Use total_amount, and total as long as that comes. The compiler does not confirm it.",
    },
  ]);
  const after = withEdits(before, suggestions);
  expect(after["src/shop.ts"]).toContain("  return order.total_amount ?? order.total; // in cents, not basket.total\n");
  for (const verdict of ["announced", "released"] as const)
    expect((await suggested("rename/property", after, verdict)).flatMap(({ edits = [] }) => edits)).toEqual([]);
});

test("where the vendor says when, the patch says so, too", () => {
  const described = (properties: JsonObject) => {
    const content = { "application/json": { schema: { type: "object", properties } } };
    const get = { responses: { "200": { description: "", content } } };
    return { document: { openapi: "3.1.0", paths: { "/orders": { get } } }, texts: [], bundled: {} };
  };
  const pinned = described({ total: { type: "number", deprecated: true, "x-sunset": "2026-06-30" } });
  const contracts = { pinned, published: described({}) };
  const { changes } = compare(pinned, contracts.published, { perspective: "consumer", today: "2026-01-02" });
  const found = { uses: [], ofOperation: [], ofOthers: [], bodies: () => [], beside: () => [], contracts };
  const patch = { text: "Do without.", edits: [], atMost: "verified" } as const;
  const told = changes.map((change) =>
    untilLive(patch, { ...found, drift: { ...change, verdict: "announced", evidence: [] } }),
  );
  expect(told.map(({ text }) => text)).toEqual([
    "Do without. Merge it when the change is live: today, the vendor still answers as pinned, which ends on 2026-06-30 by its description.",
  ]);
});
