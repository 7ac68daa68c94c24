import { expect, test } from "vitest";
import { at, isObject } from "../../src/json.ts";
import { order, pinnedTeam, shop, team } from "./team.ts";

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

/** What is suggested where the answers of an order have these headers now, and nothing was published. */
async function linked(headers: Readonly<Record<string, string>>) {
  const { vendor, runtime, folder, publish, pin, check } = await team({
    vendor: 'include: ["GET /orders", "GET /orders/{id}"]\ncode: ["src/**"]',
  });
  publish(shop({ paths: { "/v2/orders/{id}": { get } } }));
  await runtime.files.write(`${folder}/src/shop.ts`, code(vendor.url));
  await pin();
  vendor.route("/orders/o1", { body: order, headers });
  const report = await check();
  const suggested = report.contracts.flatMap(({ findings }) =>
    findings.flatMap(({ rule, suggestions }) =>
      suggestions.map(({ kind, diff }) => ({ rule, kind, now: diff?.match(/^\+ .*\/v\d.*$/m)?.[0]?.trim() })),
    ),
  );
  return { suggested, said: JSON.stringify(report), url: vendor.url };
}

test("a successor that answers link to is called instead, although no pin holds it, and nothing was published", async () => {
  const { suggested, said, url } = await linked({
    deprecation: "@1688169599",
    link: '</v2/orders/o1-for-anna>; rel="successor-version"',
  });
  expect({ suggested, isLeaked: said.includes("anna") }).toEqual({
    suggested: [
      {
        rule: "protocol-deprecation-announced",
        kind: "replaced",
        now: `+  const response = await fetch(\`${url}/v2/orders/\${id}\`);`,
      },
    ],
    isLeaked: false,
  });
});

test("a successor that is not described is told, and its address is not", async () => {
  const { suggested, said } = await linked({ link: '<https://anna.example/v2/orders/7>; rel="successor-version"' });
  expect({ suggested, isLeaked: said.includes("anna") }).toEqual({
    suggested: [{ rule: "protocol-successor-announced", kind: "advice", now: undefined }],
    isLeaked: false,
  });
});
