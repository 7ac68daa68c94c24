import { expect, test } from "vitest";
import { used } from "./used.ts";

const url = "https://api.shop.example/stock";

test.each([
  ["beside a request", `fetch("${url}", { headers: { "x-api-key": key } });`],
  ["of a constant", `const headers = { "x-api-key": key };\nfetch("${url}", { headers });`],
  ["of Headers", `fetch("${url}", { headers: new Headers({ "x-api-key": key }) });`],
  ["set later", `const headers = new Headers();\nheaders.set("x-api-key", key);\nfetch("${url}", { headers });`],
  ["put in later", `const headers = {};\nheaders["x-api-key"] = key;\nfetch("${url}", { headers });`],
  ["of a function", `const auth = () => ({ "x-api-key": key });\nfetch("${url}", { headers: { ...auth() } });`],
  [
    "of an axios client",
    `import axios from "axios";\nconst shop = axios.create({ headers: { "x-api-key": key } });\nshop.get("${url}");`,
  ],
  [
    "of a ky client",
    `import ky from "ky";\nconst shop = ky.extend({ headers: { "x-api-key": key } });\nshop("${url}");`,
  ],
  [
    "of an openapi-fetch client",
    `import createClient from "openapi-fetch";\nconst shop = createClient({ baseUrl: "https://api.shop.example", headers: { "x-api-key": key } });\nshop.GET("/stock");`,
  ],
  [
    "of a middleware",
    `import createClient from "openapi-fetch";\nconst shop = createClient({ baseUrl: "https://api.shop.example" });\nshop.use({ onRequest({ request }) { request.headers.set("x-api-key", key); } });\nshop.GET("/stock");`,
  ],
  [
    "of an interceptor",
    `import axios from "axios";\nconst shop = axios.create();\nshop.interceptors.request.use((config) => { config.headers["x-api-key"] = key; return config; });\nshop.get("${url}");`,
  ],
  [
    "of a hook",
    `import ky from "ky";\nconst shop = ky.create({ hooks: { beforeRequest: [(request) => request.headers.set("x-api-key", key)] } });\nshop("${url}");`,
  ],
])("an API key in a header %s identifies the caller", async (_, code) => {
  expect(await used(code)).toEqual([`"x-api-key" → get /stock credential in header X-Api-Key`]);
});

test("a key in an address, and a token, identify the caller", async () => {
  expect(
    await used(
      `fetch(\`${url}?api_key=\${key}\`);\nfetch("${url}", { headers: { Authorization: \`Bearer \${token}\` } });`,
    ),
  ).toEqual([
    `\`${url}?api_key=\${key}\` → get /stock credential in query api_key`,
    "Authorization → get /stock credential in header Authorization",
  ]);
});

test("what an operation does not ask for identifies nobody", async () => {
  expect(await used(`fetch("https://api.shop.example/orders/1", { headers: { Authorization: token } });`)).toEqual([]);
});

test("what a function gives is followed to its end, even where it holds itself", async () => {
  const code = `const tree = () => ({ ...tree(), customer: tree() });\nfetch("https://api.shop.example/orders", { method: "POST", body: JSON.stringify(tree()) });`;
  expect(await used(code)).toEqual(["customer → post /orders request /customer"]);
});
