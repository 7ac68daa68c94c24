import { expect, test } from "vitest";
import { at, isObject } from "../../src/json.ts";
import { pinnedTeam, shop } from "./team.ts";

const known = at(shop(), "/paths/~1orders~1{id}/get");
const get = isObject(known) ? known : {};

const code = (url: string) => `export async function total(id: string): Promise<number> {
  const response = await fetch(\`${url}/orders/\${id}\`);
  const order = await response.json();
  return order.total;
}
`;

test("a successor that a deprecation names is called instead, although no pin holds it, nor prose", async () => {
  const { vendor, runtime, folder, publish, check } = await pinnedTeam({
    vendor: 'include: ["GET /orders", "GET /orders/{id}"]\ncode: ["src/**"]',
  });
  await runtime.files.write(`${folder}/src/shop.ts`, code(vendor.url));
  const ends = { ...get, deprecated: true, description: "Use GET /v2/orders/{id} instead." };
  publish(shop({ paths: { "/orders/{id}": { get: ends }, "/v2/orders/{id}": { get } } }));
  const { contracts } = await check();
  expect(
    contracts.flatMap(({ findings }) =>
      findings.map(({ rule, level, suggestions }) => ({
        rule,
        level,
        suggestions: suggestions.map(({ diff, ...told }) => ({ ...told, diff: diff?.match(/^[-+] .*$/gm) })),
      })),
    ),
  ).toMatchObject([
    {
      rule: "endpoint-deprecated",
      level: "info",
      suggestions: [
        {
          kind: "replaced",
          applicability: "likely",
          diff: [
            `-  const response = await fetch(\`${vendor.url}/orders/\${id}\`);`,
            `+  const response = await fetch(\`${vendor.url}/v2/orders/\${id}\`);`,
          ],
        },
      ],
    },
  ]);
});
