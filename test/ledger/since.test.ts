import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Unknown } from "../../src/drift/finding.ts";
import { remember } from "../../src/ledger/index.ts";
import { failingSince } from "../../src/ledger/since.ts";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

const invoices = { method: "get", path: "/invoices" };
const orders = { method: "get", path: "/orders" };

const failed = (cause: Unknown["cause"], operation?: Unknown["operation"]): Unknown => {
  return { ...(operation && { operation }), cause, step: 2, text: "no answer", todo: "Wait.", steps: [] };
};

describe("after nights on the 1st, 2nd and 3rd of January, invoices could not be checked since", () => {
  test.each<[string, readonly (readonly Unknown[])[], string | undefined]>([
    ["the first, where they failed on all", Array(3).fill([failed("network", invoices)]), "2026-01-01"],
    [
      "the first, where the cause changed",
      [[failed("network", invoices)], [failed("rate-limit", invoices)], [failed("network", invoices)]],
      "2026-01-01",
    ],
    [
      "the third, where they could be checked between",
      [[failed("network", invoices)], [], [failed("network", invoices)]],
      "2026-01-03",
    ],
    ["no night, where they can be checked now", [[failed("network", invoices)], [], []], undefined],
    ["no night, where something else failed", Array(3).fill([failed("network", orders), failed("network")]), undefined],
  ])("%s", async (_, nights, since) => {
    const path = join(await folderWith({}), "ledger.jsonl");
    for (const [i, unknown] of nights.entries()) {
      const runtime = testRuntime({ now: `2026-01-0${i + 1}T03:17:00Z` });
      await remember([{ vendor: "shop", findings: [], unknown }], path, runtime);
    }
    const sinceOf = await failingSince(path, testRuntime());
    expect(sinceOf({ vendor: "shop", operation: invoices })).toBe(since);
  });
});
