import { expect, test } from "vitest";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import { endpoint } from "../../src/live/probe/endpoint.ts";
import { nextPage, paginationStyle } from "../../src/live/probe/pagination.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../support/vendor.ts";

function query(...names: readonly (string | JsonObject)[]): JsonObject[] {
  return names.map((name) => ({ in: "query", ...(typeof name === "string" ? { name } : name) }));
}

const whole = { schema: { type: "integer" } };
const items = [{ id: "o1" }, { id: "o2" }];

/** The style and the address of the next page after one of `/orders`. */
function next(
  body: Json,
  { link, parameters = [], at = "/orders" }: { link?: string; parameters?: readonly JsonObject[]; at?: string } = {},
): string | undefined {
  const { document } = describe({ "/orders": { get: { parameters } } });
  const known = endpoint(document, { method: "get", path: "/orders" })?.parameters ?? [];
  const headers: Record<string, string> = link === undefined ? {} : { link };
  const found = nextPage({ url: new URL(at, "https://shop.example"), headers, body }, known);
  return found && `${found.style} ${found.url.href.replace("https://shop.example", "")}`;
}

test.each<[name: string, expected: string | undefined, ...given: Parameters<typeof next>]>([
  ["a Link header", "link /orders?page=2", items, { link: '<https://shop.example/orders?page=2>; rel="next"' }],
  [
    "a relative one, among others",
    "link /o/2",
    items,
    { link: '</o/0>; rel="first prev", </o/2>; rel=next; title="n"' },
  ],
  ["a Link header before anything else", "link /o/2", { next: "/o/3", data: items }, { link: '</o/2>; rel="next"' }],
  ["an address in the body", "url /orders?cursor=x", { next: "https://shop.example/orders?cursor=x", results: items }],
  ["a path", "url /orders?p=2", { next_page_url: "/orders?p=2", data: items }],
  ["only a query", "url /orders?p=2", { nextLink: "?p=2", value: items }],
  [
    "OData",
    "url /orders?$skiptoken=2",
    { "@odata.nextLink": "https://shop.example/orders?$skiptoken=2", value: items },
  ],
  ["HAL", "url /orders?p=2", { _links: { next: { href: "/orders?p=2" } }, _embedded: {} }],
  ["JSON:API", "url /orders?p=2", { links: { self: "/orders", next: "/orders?p=2" }, data: items }],
  ["Facebook", "url /orders?after=x", { data: items, paging: { cursors: { after: "x" }, next: "/orders?after=x" } }],
  [
    "a cursor",
    "cursor /orders?state=a&cursor=x%2Fy",
    { next_cursor: "x/y", data: items },
    { parameters: query("cursor"), at: "/orders?state=a" },
  ],
  [
    "a cursor with the parameter's own name",
    "cursor /orders?next_cursor=x",
    { next_cursor: "x" },
    { parameters: query("next_cursor") },
  ],
  [
    "a token in camel case",
    "cursor /orders?pageToken=x",
    { nextPageToken: "x", items },
    { parameters: query("pageToken") },
  ],
  [
    "a cursor among facts of the page",
    "cursor /orders?cursor=x",
    { response_metadata: { next_cursor: "x" }, channels: items },
    { parameters: query("cursor") },
  ],
  ["a cursor named next", "cursor /orders?next=x", { next: "x", data: items }, { parameters: query("next") }],
  [
    "the number of the next page",
    "cursor /orders?page=3",
    { next_page: 3, data: items },
    { parameters: query({ name: "page", ...whole }) },
  ],
  [
    "the last item",
    "cursor /orders?starting_after=o2",
    { has_more: true, data: items },
    { parameters: query("starting_after") },
  ],
  ["a page, counted", "page /orders?page=2", items, { parameters: query({ name: "page", ...whole }) }],
  [
    "a page, counted on",
    "page /orders?page=8",
    items,
    { parameters: query({ name: "page", ...whole }), at: "/orders?page=7" },
  ],
  [
    "a page that starts at 0",
    "page /orders?page=1",
    items,
    { parameters: query({ name: "page", schema: { type: "integer", minimum: 0 } }) },
  ],
  [
    "an offset, by what came",
    "offset /orders?offset=12",
    { data: items },
    { parameters: query({ name: "offset", ...whole }), at: "/orders?offset=10" },
  ],
  ["nothing, in a list without more", undefined, items],
  [
    "nothing, on the last page",
    undefined,
    { next: null, next_cursor: "", data: items },
    { parameters: query("cursor", { name: "page", ...whole }) },
  ],
  [
    "nothing, when it says so",
    undefined,
    { has_more: false, next_cursor: "x", data: items },
    { parameters: query("cursor") },
  ],
  ["nothing, after an empty list", undefined, { next: "/orders?p=9", data: [] }],
  [
    "nothing, after a short page",
    undefined,
    items,
    { parameters: query({ name: "page", ...whole }, { name: "per_page", schema: { default: 30 } }) },
  ],
  ["nothing, where the contract knows no parameter for the cursor", undefined, { next_cursor: "x", data: items }],
  ["nothing of another origin", undefined, items, { link: '<https://evil.example/orders?page=2>; rel="next"' }],
  ["nothing of another port", undefined, { next: "https://shop.example:8443/orders", data: items }],
  ["nothing with credentials", undefined, { next: "https://a:b@shop.example/orders?p=2", data: items }],
  ["nothing, where it leads back to itself", undefined, { next: "/orders", data: items }],
  ["nothing, where Link cannot be read", undefined, items, { link: "<<<" }],
])("the next page is found by %s", (_, expected, ...given) => {
  expect(next(...given)).toBe(expected);
});

test.each<[expected: string | undefined, body: Json, link?: string]>([
  ["link", [], '</o?page=1>; rel="prev"'],
  ["/next", { next: null, data: [] }],
  ["/next", { next: "/orders?p=2", data: [] }],
  ["/paging/next", { data: [], paging: { next: "x" } }],
  ["/@odata.nextLink", { "@odata.nextLink": "/o", value: [] }],
  ["/next_cursor", { next_cursor: "", data: [] }],
  [undefined, { data: [] }],
  [undefined, [], '</style.css>; rel="preload"'],
])("an answer tells its style on every page: %s", (expected, body, link) => {
  expect(paginationStyle({ headers: link === undefined ? {} : { link }, body })).toBe(expected);
});

/** One night of `GET /orders` with its pages. */
async function night(
  route: Route,
  {
    probe = {},
    vendor = {},
    parameters = [],
  }: { probe?: Partial<Probe>; vendor?: Partial<Vendor>; parameters?: JsonObject[] },
): Promise<{ asked: string[]; sampling: Sampling }> {
  const server = await startVendor({ "/orders": route });
  const pinned = describe({ "/orders": { get: { parameters, responses: { 200: {} } } } });
  const config = vendorConfig(server.url, [{ pages: 3, ...probe }], vendor);
  const sampling = await sample(config, { pinned }, testRuntime({ env: { KEY: "s3cret" } }));
  return { asked: server.received.map(({ url }) => url), sampling };
}

function shown({ samples }: Sampling): string[] {
  return samples.map(({ exchange: { request, answer } }) => {
    const { pathname, search } = new URL(request.url);
    return `${answer.kind === "answer" ? answer.status : answer.code} ${pathname}${search}`;
  });
}

test("every page is a sample, and what an answer put into its address is not shown", async () => {
  const { asked, sampling } = await night(
    [
      { headers: { link: '</orders?after=anna%40shop.example&page=2>; rel="next"' }, body: [1] },
      { headers: { link: '</orders?after=bert%40shop.example&page=3&bert>; rel="next"' }, body: [2] },
      { headers: { link: '</orders?after=carl%40shop.example&page=4>; rel="next"' }, body: [3] },
    ],
    { parameters: query("after") },
  );
  expect([asked, shown(sampling)]).toEqual([
    ["/orders", "/orders?after=anna%40shop.example&page=2", "/orders?after=bert%40shop.example&page=3&bert"],
    ["200 /orders", "200 /orders?after=*&page=2", "200 /orders?after=*&page=3"],
  ]);
});

test("the API key goes along to the next page", async () => {
  const { asked } = await night([{ body: { next: "/orders?p=2", data: [1] } }, { body: { data: [] } }], {
    vendor: { auth: { kind: "api-key", in: "query", name: "key", value: "${KEY}" } },
  });
  expect(asked).toEqual(["/orders?key=s3cret", "/orders?p=2&key=s3cret"]);
});

test("a page that was told and fails is a sample", async () => {
  const { sampling } = await night([{ body: { next: "/orders?p=2", data: [1] } }, { status: 404 }], {});
  expect(shown(sampling)).toEqual(["200 /orders", "404 /orders"]);
});

test("a page that was only guessed and is refused is the end", async () => {
  const parameters = query({ name: "page", ...whole });
  const { asked, sampling } = await night([{ body: [1] }, { status: 404 }], { parameters });
  expect([asked, shown(sampling)]).toEqual([["/orders", "/orders?page=2"], ["200 /orders"]]);
});

test("pages that lead in a circle end", async () => {
  const { asked } = await night(
    (request, response) => {
      const link = request.url?.includes("b") ? "/orders" : "/orders?b";
      response.writeHead(200, { "content-type": "application/json", link: `<${link}>; rel="next"` }).end("[1]");
    },
    { probe: { pages: 20 } },
  );
  expect(asked).toEqual(["/orders", "/orders?b"]);
});

test("without pages only the first one is read", async () => {
  const { asked } = await night(
    { headers: { link: '</orders?page=2>; rel="next"' }, body: [1] },
    { probe: { pages: 1 } },
  );
  expect(asked).toEqual(["/orders"]);
});
