import { blocksOf } from "../../src/announce/blocks.ts";
import type { Entry } from "../../src/announce/entry.ts";
import { homeOf } from "../../src/announce/named.ts";
import type { Description } from "../../src/contract/contract.ts";
import type { Json } from "../../src/json.ts";

const get: Json = { responses: { "200": { description: "" } } };

/** A vendor of a few operations, with a base path. */
export const shop: Description = {
  document: {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://api.shop.example/v1" }],
    paths: {
      "/orders": { get, post: get },
      "/orders/{id}": { get },
      "/carts/{cart}/items": { delete: get },
    },
  },
  texts: [],
  bundled: {},
};

export const home = homeOf(shop, []);

/** An entry of a feed as it is read, from what a vendor writes. */
export async function entry(text: string, title = "News"): Promise<Entry> {
  return {
    announcement: { title, date: "2026-01-01" },
    time: 0,
    blocks: [{ kind: "heading", text: title }, ...(await blocksOf(text))],
  };
}
