import { expect, test } from "vitest";
import { checkAndPropose } from "../../src/check/index.ts";
import type { JsonObject } from "../../src/json.ts";
import { filesOf } from "../support/folder.ts";
import { order, pinnedTeam, shop } from "./team.ts";

const code = (url: string) => `export async function order(id: string) {
  const response = await fetch(\`${url}/orders/\${id}\`);
  return await response.json();
}
`;

const canaries = ["Anna Schmidt", "CUST-4711", "anna.schmidt@example.org", "12.50 for Anna"];

/** What is suggested where a number has become a text, and the vendor answers with this order. */
async function suggested(answer: JsonObject) {
  const { vendor, runtime, folder, publish, config } = await pinnedTeam({
    vendor: 'code: ["src/**"]',
    config: "ledger: ledger.jsonl",
  });
  await runtime.files.write(`${folder}/src/shop.ts`, code(vendor.url));
  publish(shop({ properties: { total: { type: "string" }, by: { type: "object", additionalProperties: {} } } }));
  vendor.route("/orders/o1", { body: { ...order, ...answer } });
  const { report, proposals } = await checkAndPropose(config, { runtime, compat: true });
  const all = report.contracts.flatMap(({ findings }) => findings.flatMap(({ suggestions }) => suggestions));
  const [shim] = all.filter(({ kind, edits }) => kind === "compat" && edits);
  const { "driftpin.yaml": _, ...files } = await filesOf(folder);
  return { lost: shim?.text.split(". ")[1], said: JSON.stringify([report, proposals, files]) };
}

test("a shim is held against what the vendor answers", async () => {
  expect((await suggested({ total: "12.50", by: {} })).lost).toBe(undefined);
});

test("what a shim cannot restore of live answers is said, without a value of theirs", async () => {
  const [name = "", key = "", mail, total] = canaries;
  const { lost, said } = await suggested({ total, by: { [key]: name, [name]: { [name]: mail } } });
  expect({ lost, leaks: canaries.filter((canary) => said.includes(canary)) }).toEqual({
    lost: "It cannot restore all: total does not get its old type back in some live answers.",
    leaks: [],
  });
});
