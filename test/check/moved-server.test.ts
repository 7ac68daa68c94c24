import { expect, test } from "vitest";
import { shop, team } from "./team.ts";

test("where the vendor's only address moved, the configuration moves with the code", async () => {
  const { vendor, runtime, folder, publish, pin, check } = await team({ vendor: 'code: ["src/**"]' });
  await runtime.files.write(`${folder}/src/shop.ts`, `export const orders = () => fetch("${vendor.url}/orders");\n`);
  publish({ ...shop(), servers: [{ url: vendor.url }] });
  await pin();
  publish({ ...shop(), servers: [{ url: `${vendor.url}/v2` }] });
  const { contracts } = await check();
  const moved = contracts.flatMap(({ findings }) => findings).find(({ rule }) => rule === "api-server-removed");
  expect(moved?.suggestions.map(({ kind, diff }) => ({ kind, diff: diff?.match(/^[-+][^-+].*$/gm) }))).toEqual([
    {
      kind: "server",
      diff: [
        `-    server: ${vendor.url}`,
        `+    server: ${vendor.url}/v2`,
        `-export const orders = () => fetch("${vendor.url}/orders");`,
        `+export const orders = () => fetch("${vendor.url}/v2/orders");`,
      ],
    },
  ]);
});
