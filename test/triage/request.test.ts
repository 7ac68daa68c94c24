import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/json.ts";
import { required, shop } from "../check/team.ts";
import type { Reply } from "../support/vendor.ts";
import { brief, type Night, outcome } from "./night.ts";

const unknownId: Night = { probe: { parameters: { id: "o9" } } };
const notFound = { status: 404, body: { message: "Not Found" } };
const html = { "content-type": "text/html" };
const page = "<!DOCTYPE html><title>Not Found</title>";

/** The list's description without what would tell where its ids are. */
const withoutIds: Json = shop({
  paths: { "/orders": { get: { responses: { "200": { description: "" } } } } },
});

const problem: JsonObject = {
  type: "object",
  required: ["type", "title"],
  properties: { type: { type: "string" }, title: { type: "string" } },
};
const withProblem = shop({
  paths: {
    "/orders": { get: { responses: { "200": { description: "" } } } },
    "/orders/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: {
          "200": {
            description: "",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
          },
          "404": { description: "", content: { "application/problem+json": { schema: problem } } },
        },
      },
    },
  },
});

test.each<[name: string, reply: Reply, night: Night, certainty: "certain" | "likely"]>([
  ["that is told as every 404, while what is listed is found", notFound, {}, "certain"],
  ["that is told as every 404, where no list helps", notFound, { pinned: withoutIds }, "likely"],
  [
    "that is told in its own way, where no list helps",
    { status: 404, body: { code: 7 } },
    { pinned: withoutIds },
    "likely",
  ],
  [
    "that is told in words",
    { status: 404, body: { message: "No such order: 'o9'" } },
    { pinned: withoutIds },
    "certain",
  ],
  ["that is told in a code", { status: 404, body: { error: { code: "resource_missing" } } }, {}, "certain"],
  ["that is not told as documented", notFound, { pinned: withProblem }, "likely"],
  ["that is told by an empty answer", { status: 404 }, { pinned: withoutIds }, "likely"],
  ["that is told by a page", { status: 404, headers: html, body: page }, { pinned: withoutIds }, "likely"],
])("404 for a wrong id %s", async (_, reply, night, certainty) => {
  expect(await brief({ ...unknownId, ...night, routes: { "/orders/o9": reply } })).toBe(
    `request at 4, ${certainty}: unknown`,
  );
});

const regional = {
  operation: "GET /orders",
  parameters: { region: "eu" },
  headers: {},
  samples: 1,
  pages: 1,
  unsafe: false,
} as const;

const withRegion = shop({ parameters: [required("region")] });

test.each<[name: string, status: number, night: Night]>([
  [
    "400 for a parameter that is only published",
    400,
    { of: "/orders", published: withRegion, vendor: (url) => ({ server: url, probes: [regional] }) },
  ],
  [
    "404 for an operation that is only published",
    404,
    {
      of: "/baskets",
      published: shop({ paths: { "/baskets": { get: { responses: {} } } } }),
      vendor: { probes: [{ ...regional, operation: "GET /baskets", parameters: {} }] },
    },
  ],
])("%s", async (_, status, night) => {
  const routes = { "/orders": { status }, "/baskets": { status } };
  expect(await brief({ ...night, routes })).toBe("request at 4, certain: unknown");
});

test.each([413, 414, 431])("%i is about the size of our request", async (status) => {
  expect(await brief({ routes: { "/orders/o1": { status } } })).toBe("request at 4, likely: unknown");
});

test.each<[name: string, parameters: JsonObject]>([
  ["a parameter that the contract does not have", { id: "o1", colour: "red" }],
  ["a required parameter that is missing", {}],
  ["a value that leads to another path", { id: ".." }],
])("%s is never sent", async (_, parameters) => {
  const { brief, found } = await outcome({ probe: { parameters: parameters as Record<string, string> } });
  expect([brief, found?.steps.map(({ outcome }) => outcome)]).toEqual([
    "request at 4, certain: unknown",
    ["fail", "skipped", "skipped", "fail", "skipped", "skipped", "skipped"],
  ]);
});
