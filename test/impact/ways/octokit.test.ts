import { expect, test } from "vitest";
import { calls, used } from "../used.ts";

const client =
  'import { Octokit } from "@octokit/rest"; const octokit = new Octokit({ baseUrl: "https://api.shop.example" });';

test.each<[string, string, readonly string[]]>([
  [
    "an operation by its id",
    `${client} const { data, status } = await octokit.rest.orders.get({ id, headers: { "x-trace": "1" } }); data.total; status;`,
    [
      "id → get /orders/{id} path id",
      '"x-trace" → get /orders/{id} header x-trace',
      "total → get /orders/{id} response /total",
      "status → get /orders/{id} status",
    ],
  ],
  [
    "without rest, and a field of the body",
    `${client} (await octokit.orders.create({ total: 1, nothing: 2 })).data.id;`,
    ["total → post /orders request /total", "id → post /orders response /id"],
  ],
  [
    "a method and a path",
    `${client} const answer = await octokit.request("GET /orders/{id}", { id }); answer.headers.etag; answer.data.total;`,
    [
      "id → get /orders/{id} path id",
      "etag → get /orders/{id} header etag",
      "total → get /orders/{id} response /total",
    ],
  ],
  [
    "several methods and paths: each with its own",
    `${client} await octokit.request(isNew ? "POST /orders" : "GET /stock", { total: 1 });`,
    ["total → post /orders request /total"],
  ],
  [
    "all pages of an operation",
    `${client} const all = await octokit.paginate(octokit.rest.orders.list, { limit: 100 }); all[0].total;`,
    ["limit → get /orders query limit", "total → get /orders response /*/total"],
  ],
  [
    "all pages of a path, and what is made of each",
    `${client} const ids = await octokit.paginate("GET /orders", { limit: 100 }, ({ data }) => data.map((one) => one.id)); const all = await octokit.paginate("GET /orders"); all.at(-1).total;`,
    ["limit → get /orders query limit", "id → get /orders response /*/id", "total → get /orders response /*/total"],
  ],
  [
    "page after page",
    `${client} for await (const { data } of octokit.paginate.iterator(octokit.rest.orders.list)) data[0].total;`,
    ["total → get /orders response /*/total"],
  ],
  [
    "a client of an action",
    'import * as github from "@actions/github"; const octokit = github.getOctokit(token, { baseUrl: "https://api.shop.example" }); (await octokit.rest.stock.get()).data.pens;',
    ["pens → get /stock response /pens"],
  ],
  [
    "the client of an app",
    'import type { Context } from "probot"; const run = async (context: Context) => (await context.octokit.rest.stock.get({ baseUrl: "https://api.shop.example" })).data.pens;',
    ["pens → get /stock response /pens"],
  ],
  ["GraphQL", `${client} await octokit.graphql("{ viewer { login } }");`, ["octokit.graphql → not covered: graphql"]],
  [
    "GitHub itself",
    'import { Octokit } from "octokit"; const octokit = new Octokit(); (await octokit.rest.stock.get()).data.pens; await octokit.request("GET /stock"); await octokit.graphql("{}");',
    [],
  ],
])("%s", async (_, code, expected) => {
  expect(await used(code)).toEqual(expected);
});

test("its calls are typed, and stand at the name of the method, or the path", async () => {
  const code = `${client} octokit.rest.stock.get(); octokit.request("GET /stock"); octokit.paginate(octokit.rest.orders.list);`;
  expect(await calls(code)).toEqual([
    "get → get /stock typed",
    '"GET /stock" → get /stock typed',
    "octokit.rest.orders.list → get /orders typed",
  ]);
});
