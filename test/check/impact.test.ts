import { expect, test } from "vitest";
import { impactOf } from "../../src/check/impact.ts";
import { impactText } from "../../src/cli/impact-text.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { put } from "../support/folder.ts";
import { order, pinnedTeam, shop, type Team, team } from "./team.ts";

const code = `import { Octokit } from "octokit";
interface Order { total: number }
export async function sum(base: string, id: string) {
  const order: Order = await (await fetch(\`\${base}/orders/\${id}\`)).json();
  return print(order) + order.total;
}
export const any = (address: string) => fetch(address);
`;
const spec = 'import { sum } from "./shop.js"; const run = async () => { await fetch("/orders/1"); };';

const used = async ({ config, runtime }: Team) => (await impactOf(config, { runtime })).used;

test("what the code uses is told with its places, and so is what it hands on, and what nobody can follow", async () => {
  const calling = await pinnedTeam({
    vendor: 'code: ["src/**"]',
    files: { "src/shop.ts": code, "src/shop.test.ts": spec },
  });
  const place = (line: number, column: number, certainty: string) =>
    expect.objectContaining({ file: "src/shop.ts", line, column, certainty });
  expect(await used(calling)).toEqual([
    {
      vendor: "shop",
      searched: { globs: ["src/**"], files: 2 },
      operations: [
        {
          operation: { method: "get", path: "/orders/{id}" },
          parts: [
            {
              kind: "call",
              places: [
                place(4, 43, "called"),
                expect.objectContaining({ file: "src/shop.test.ts", line: 1, column: 72, test: true }),
              ],
            },
            { kind: "response", pointer: "/total", places: [place(2, 19, "typed"), place(5, 31, "typed")] },
            { kind: "handed-on", pointer: "", places: [place(5, 16, "called")] },
          ],
        },
      ],
      unused: [{ method: "get", path: "/orders" }],
      uncovered: [{ why: "target", place: place(7, 47, "mentioned") }],
    },
  ]);
});

test("the schema names every member of it", async () => {
  const { config, runtime } = await pinnedTeam({ vendor: 'code: ["src/**"]', files: { "src/shop.ts": code } });
  const report = await impactOf(config, { runtime });
  expect(reportSchema.parse(report)).toEqual(report);
});

test("a person sees the same in a few lines", async () => {
  const calling = await pinnedTeam({ vendor: 'code: ["src/**"]', files: { "src/shop.ts": code } });
  const { config, runtime } = calling;
  const text = impactText(await impactOf(config, { runtime }), { columns: 100, colour: false });
  expect(text).toBe(`shop  1 of 2 operations used in 1 file of src/**
  GET /orders/{id}
    called: src/shop.ts:4:43 (called)
    reads total: src/shop.ts:2:19 (typed), src/shop.ts:5:31 (typed)
    hands on the whole answer: src/shop.ts:5:16 (called)
  not used: GET /orders
  not covered: src/shop.ts:7:47, where it goes is only known at run time
`);
});

test("where no code is named, that is said, and nothing is called used", async () => {
  const { config, runtime } = await pinnedTeam();
  const text = impactText(await impactOf(config, { runtime }), { columns: 100, colour: false });
  expect(text).toBe(`shop  0 of 2 operations used in 0 files
  no code is named: set "code" of this vendor
  not used: GET /orders, GET /orders/{id}
`);
});

test("a pin that includes what is used holds exactly the operations that the code calls", async () => {
  const calling = await team({
    vendor: 'code: ["src/**"]\ninclude: used',
    files: { "src/shop.ts": "export const order = (id: string) => fetch(`/orders/${id}`);" },
  });
  calling.vendor.route("/orders/o1", { body: order });
  const [result] = await calling.pin();
  expect(result?.operations).toEqual([{ method: "get", path: "/orders/{id}" }]);
});

test("a check holds such a pin against the same operations, whatever else changed", async () => {
  const calling = await team({
    vendor: 'code: ["src/**"]\ninclude: used',
    files: { "src/shop.ts": "export const order = (id: string) => fetch(`/orders/${id}`);" },
  });
  await calling.pin();
  calling.publish(shop({ paths: { "/orders": undefined } }));
  const report = await calling.check();
  expect(report.contracts.flatMap(({ findings }) => findings)).toEqual([]);
});

test.each([
  [
    "the code uses none",
    'code: ["src/**"]\ninclude: used',
    "the code uses no operation of shop: no call of one was found in src/**",
  ],
  ["no code is named", "include: used", "shop includes what its code uses, and no code is named"],
])("nothing is pinned where what is used is included, and %s", async (_, vendor, what) => {
  const calling = await team({ vendor, files: { "src/shop.ts": "export const shop = 1;" } });
  await expect(calling.pin()).rejects.toMatchObject({ code: "DP3102", what });
});

test("a vendor that is not pinned is refused", async () => {
  const { folder, config, runtime } = await team({ vendor: 'code: ["src/**"]' });
  await put(folder, { "src/shop.ts": code });
  await expect(impactOf(config, { runtime })).rejects.toMatchObject({ name: "UsageError" });
});
