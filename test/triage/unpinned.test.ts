import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { required, shop } from "../check/team.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, type Night, outcome } from "./night.ts";

const text = (name: string): JsonObject => ({ name, in: "query", schema: { type: "string" } });

/** A list that takes whatever it is asked, as far as its contract says. */
const loose = shop({ parameters: [text("sort"), text("token")] });

const list = { operation: "GET /orders", headers: {}, samples: 1, pages: 1, unsafe: false } as const;

/** The list is asked in another way than when the contract was pinned, and refused. */
function changed(reply: Reply, parameters: Record<string, string>, published: Json = loose): Night {
  const probes = [{ ...list, parameters }];
  return { of: "/orders", pinned: loose, published, routes: { "/orders": reply }, vendor: { probes } };
}

test.each([400, 404, 406, 409, 412, 415, 422, 428])("%i for a probe that was changed is no drift", async (status) => {
  expect(await brief(changed({ status }, { sort: "colour" }))).toBe("request at 7, likely: unknown");
});

test.each<[what: string, night: Night]>([
  ["for a probe that is as it was", changed({ status: 400 }, {})],
  ["405, for that is not about what is sent", changed({ status: 405 }, { sort: "colour" })],
  ["410, which says that it is gone", changed({ status: 410 }, { sort: "colour" })],
  [
    "where a router says that no route leads there",
    changed({ status: 404, body: { message: "Cannot GET /orders" } }, { sort: "colour" }),
  ],
  [
    "where the published contract says why",
    changed({ status: 400 }, { sort: "colour" }, shop({ parameters: [required("region"), text("sort")] })),
  ],
])("a refusal is drift %s", async (_, night) => {
  expect(await brief(night)).toMatch(/^vendor-change at 7, \w+: drift$/);
});

test("a changed probe that is refused is told what to do", async () => {
  const { found } = await outcome(changed({ status: 422 }, { sort: "colour" }));
  expect([found?.text, found?.todo, found?.steps.at(-1)?.evidence]).toEqual([
    "the vendor refuses (422) a probe that is not one of those which were pinned",
    "Look at what the probe sends now; once it is answered, run driftpin pin.",
    ["no probe like this answered when the contract was pinned"],
  ]);
});
