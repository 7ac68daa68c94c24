import type { News } from "../../../src/publish/notify/news.ts";
import { contract, finding } from "../nights.ts";

/** News of a contract that drifted, with whatever is to be different. */
export function news(more: Partial<News> = {}): News {
  return {
    id: "msg_1",
    type: "drift.opened",
    isLoud: true,
    isWorse: true,
    level: "breaking",
    contract: contract([finding("total")], { owners: ["@acme/checkout"] }),
    unchecked: [],
    issue: { number: 1, url: "https://github.example/acme/shop/issues/1" },
    ...more,
  };
}

/** News of another vendor, whom others own. */
export function newsOf(vendor: string, owners: readonly string[], more: Partial<News> = {}): News {
  return news({ contract: contract([finding("total")], { vendor, owners }), ...more });
}
