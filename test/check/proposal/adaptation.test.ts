import { expect, test } from "vitest";
import { checkContracts } from "../../../src/check/index.ts";
import { adaptation } from "../../../src/check/proposal/adaptation.ts";
import { folderWith } from "../../support/folder.ts";
import { testRuntime } from "../../support/runtime.ts";
import { pinnedTeam, shop, type Team } from "../team.ts";

const adapter = (ready: string) => `export async function price(id: string) {
  const response = await fetch(\`/orders/\${id}\`);
  const order = await response.json();
  return order.total${ready}.toFixed(2); // two digits
}
`;

const nullable = { properties: { total: { type: ["number", "null"] } } };

async function proposedTo(options: { readonly adapter: string; readonly publish: object }) {
  const team: Team = await pinnedTeam({
    vendor: 'code: ["src/**"]',
    config: "publish: { pull-requests: true }",
    files: { "src/shop.ts": options.adapter },
  });
  team.publish(shop(options.publish));
  const [checked] = await checkContracts(team.config, { runtime: team.runtime, proposals: true });
  return checked?.proposal?.commits.map(({ subject, files }) => ({
    subject,
    code: files.filter(({ path }) => path.startsWith("src/")),
  }));
}

const pin = { subject: "Pin the new contract of shop", code: [] };

test("a verified patch is a commit after the pin", async () => {
  expect(await proposedTo({ adapter: adapter(""), publish: nullable })).toEqual([
    pin,
    {
      subject: "Adapt the code to the new contract of shop",
      code: [{ path: "src/shop.ts", text: adapter("?") }],
    },
  ]);
});

test("code that is ready needs no commit", async () => {
  expect(await proposedTo({ adapter: adapter("?"), publish: nullable })).toEqual([pin]);
});

test("a patch that may mean something else is no commit", async () => {
  const properties = { total: undefined, total_amount: { type: "number" } };
  expect(await proposedTo({ adapter: adapter(""), publish: { properties } })).toEqual([pin]);
});

test("a file that a patch makes is in the commit, beside those that it changes", async () => {
  const folder = await folderWith({ "src/shop.ts": adapter("") });
  const edits = [
    { file: "src/shop-compat.ts", start: 0, end: 0, text: "export {};\n" },
    { file: "src/shop.ts", start: 0, end: 0, text: "// ours\n" },
  ];
  const patch = { kind: "compat", applicability: "verified", text: "Give it its old shape.", edits } as const;
  const source = { source: "shop.json", version: "1" };
  const report = { vendor: "shop", pinned: source, owners: [], findings: [], unknown: [], sampled: [] };
  const commit = await adaptation(report, [patch], folder, testRuntime());
  expect(commit?.body).toMatch(/ were run on made-up answers; nothing else was\.$/);
  expect(commit?.files).toEqual([
    { path: "src/shop-compat.ts", text: "export {};\n" },
    { path: "src/shop.ts", text: `// ours\n${adapter("")}` },
  ]);
});
