import { join } from "node:path";
import { expect, test } from "vitest";
import type { Unknown } from "../../src/drift/finding.ts";
import { remember } from "../../src/ledger/index.ts";
import type { Night } from "../../src/ledger/night.ts";
import { readLedger } from "../../src/ledger/read.ts";
import type { Decided } from "../../src/policy/index.ts";
import { testRuntime } from "../support/runtime.ts";

const orders = { method: "get", path: "/orders" } as const;
const invoices = { method: "get", path: "/invoices" } as const;

const finding = (changes: Partial<Decided> = {}): Decided => ({
  rule: "response-property-removed",
  level: "breaking",
  verdict: "announced",
  operation: orders,
  pointer: "/paths/~1orders/get/responses/200/content/application~1json/schema/properties/total",
  text: "total is gone",
  todo: "Stop reading it.",
  fingerprint: "total-removed",
  root: "total-removed",
  operations: 1,
  evidence: [],
  ...changes,
});
const limited = (operation?: Unknown["operation"]): Unknown => ({
  ...(operation && { operation }),
  cause: "rate-limit",
  step: 5,
  text: "429 Too Many Requests",
  todo: "Lower the rate.",
  steps: [{ step: 5, name: "dependency health", outcome: "fail", evidence: ["Retry-After: 60"] }],
});

/** The ledger after each night as `id state`, one list a night of what that night added. */
async function ledgerOf(...nights: readonly Omit<Night, "vendor">[]): Promise<string[][]> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    const path = join(folder, "history", "ledger.jsonl");
    const added: string[][] = [];
    for (const night of nights) {
      const before = await readLedger(path, runtime);
      await remember([{ vendor: "shop", ...night }], path, runtime);
      const after = await readLedger(path, runtime);
      added.push(after.slice(before.length).map(({ id, state }) => `${id}: ${state}`));
    }
    return added;
  });
}

test.each<[string, readonly Omit<Night, "vendor">[], string[][]]>([
  [
    "what did not change is not written again",
    [
      { findings: [finding()], unknown: [limited(invoices)] },
      { findings: [finding({ text: "worded otherwise" })], unknown: [limited(invoices)] },
    ],
    [["total-removed: open", "rate-limit GET /invoices: open"], []],
  ],
  [
    "another verdict, then an acceptance, then the end are each a line",
    [
      { findings: [finding()], unknown: [] },
      { findings: [finding({ verdict: "released" })], unknown: [] },
      { findings: [finding({ verdict: "released", accepted: { reason: "unused" } })], unknown: [] },
      { findings: [], unknown: [] },
      { findings: [], unknown: [] },
    ],
    [["total-removed: open"], ["total-removed: open"], ["total-removed: accepted"], ["total-removed: gone"], []],
  ],
  [
    "a finding is not gone while its operation cannot be checked",
    [
      { findings: [finding()], unknown: [] },
      { findings: [], unknown: [limited(orders)] },
    ],
    [["total-removed: open"], ["rate-limit GET /orders: open"]],
  ],
  [
    "a finding is not gone while its vendor cannot be checked",
    [
      { findings: [finding()], unknown: [] },
      { findings: [], unknown: [limited()] },
    ],
    [["total-removed: open"], ["rate-limit: open"]],
  ],
  [
    "an unknown elsewhere keeps nothing open",
    [
      { findings: [finding()], unknown: [] },
      { findings: [], unknown: [limited(invoices)] },
    ],
    [["total-removed: open"], ["rate-limit GET /invoices: open", "total-removed: gone"]],
  ],
  [
    "a failure ends, and may come back",
    [
      { findings: [], unknown: [limited(invoices)] },
      { findings: [], unknown: [] },
      { findings: [], unknown: [limited(invoices)] },
    ],
    [["rate-limit GET /invoices: open"], ["rate-limit GET /invoices: gone"], ["rate-limit GET /invoices: open"]],
  ],
])("%s", async (_, nights, expected) => {
  expect(await ledgerOf(...nights)).toEqual(expected);
});

test("a line holds what a person needs to look back, stamped in UTC", async () => {
  const runtime = testRuntime({ now: "2026-01-02T03:04:05Z" });
  await runtime.files.temporary(async (folder) => {
    const path = join(folder, "ledger.jsonl");
    await remember([{ vendor: "shop", findings: [], unknown: [limited(invoices)] }], path, runtime);
    expect(await readLedger(path, runtime)).toEqual([
      {
        at: "2026-01-02T03:04:05.000Z",
        vendor: "shop",
        kind: "failure",
        id: "rate-limit GET /invoices",
        state: "open",
        cause: "rate-limit",
        step: 5,
        operation: invoices,
        text: "429 Too Many Requests",
        evidence: ["Retry-After: 60"],
      },
    ]);
  });
});

test.each([
  ["not JSON", "{ torn"],
  ["of another make", '{"kind":"finding"}'],
])("a line that is %s is named", async (_, line) => {
  const runtime = testRuntime();
  await runtime.files.temporary(async (folder) => {
    const path = join(folder, "ledger.jsonl");
    await runtime.files.write(path, `\n${line}\n`);
    await expect(readLedger(path, runtime)).rejects.toThrow(`${path}:2 DP6101 not a line of a driftpin ledger`);
  });
});
