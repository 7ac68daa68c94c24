import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Har } from "../../src/live/recording/write-har.ts";
import { builtDriftpin, driftpin } from "../support/cli.ts";
import { folderWith } from "../support/folder.ts";
import { type Route, startVendor } from "../support/vendor.ts";

const description = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "/v1" }],
  paths: {
    "/orders": {
      get: {
        responses: {
          "200": {
            description: "",
            content: {
              "application/json": {
                schema: {
                  type: "array",
                  items: {
                    type: "object",
                    required: ["id"],
                    properties: { id: { type: "string" }, total: { type: "number" } },
                  },
                },
              },
            },
          },
        },
      },
    },
    "/orders/{id}": {
      get: {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { "200": { description: "" } },
      },
    },
  },
});

/** A team's folder, whose vendor answers as the routes say below `/v1`. */
async function team(routes: Readonly<Record<string, Route>>, { probes = "" } = {}) {
  const vendor = await startVendor(routes);
  const folder = await folderWith({
    "openapi.json": description,
    "driftpin.yaml": `version: 1
vendors:
  shop-eu:
    source: openapi.json
    server: ${vendor.url}/v1
    allow-private: true
    retries: 0
    ${probes}
`,
  });
  return { ...vendor, folder };
}

/** A program that asks for paths below the address in the environment, and prints what it gets. */
function program(...paths: readonly string[]): string[] {
  const script = `const base = process.env.DRIFTPIN_SHOP_EU_URL;
for (const path of ${JSON.stringify(paths)}) {
  const answer = await fetch(base + path, { headers: { authorization: "Bearer secret-of-the-team" }, redirect: "manual" });
  console.log(answer.status, answer.headers.get("location")?.replace(base, "") ?? "-", await answer.text());
}`;
  return [process.execPath, "--input-type=module", "-e", script];
}

async function archive(folder: string, file = ".driftpin/recordings/shop-eu.har"): Promise<Har["log"]> {
  return JSON.parse(await readFile(join(folder, file), "utf8")).log;
}

test("a program's exchanges are recorded through the proxy, and pass as they are", async () => {
  const { url, folder, received, route } = await team({
    "/v1/orders": { body: [{ id: "o1", total: 12.5 }] },
  });
  route("/v1/moved", { status: 301, headers: { location: `${url}/v1/orders` } });
  const command = program("/orders?state=open", "/moved");
  const ended = await builtDriftpin(["record", "shop-eu", "--proxy", "--", ...command], { cwd: folder });
  const { entries } = await archive(folder);
  expect({
    ...ended,
    stderr: ended.stderr.replaceAll(/127\.0\.0\.1:\d+/g, "HOST"),
    sent: received.map(({ url, headers }) => [url, headers.authorization]),
    entries: entries.map(({ request, response }) => [request.url, response.status, response.content.text]),
    leaks: JSON.stringify(entries).includes("secret-of-the-team"),
  }).toEqual({
    code: 0,
    stdout: '200 - [{"id":"o1","total":12.5}]\n301 /orders \n',
    stderr: `DRIFTPIN_SHOP_EU_URL=http://HOST/v1 stands for http://HOST/v1
shop-eu  2 exchanges in .driftpin/recordings/shop-eu.har
  GET /v1/moved 301: 1
  GET /v1/orders 200: 1
`,
    sent: [
      ["/v1/orders?state=open", "Bearer secret-of-the-team"],
      ["/v1/moved", "Bearer secret-of-the-team"],
    ],
    entries: [
      [`${url}/v1/orders?state=open`, 200, expect.stringContaining('"total":0')],
      [`${url}/v1/moved`, 301, undefined],
    ],
    leaks: false,
  });
});

test("what was recorded is held against a contract by driftpin sample", async () => {
  const { folder } = await team({ "/v1/orders": { body: [{ total: "12.50" }] } });
  await builtDriftpin(["record", "shop-eu", "--proxy", "--out", "calls.har", "--", ...program("/orders")], {
    cwd: folder,
  });
  const { stdout } = await driftpin(
    ["sample", "--contract", "openapi.json", "--recording", "calls.har", "--format", "json"],
    { cwd: folder },
  );
  const { deviations } = JSON.parse(stdout);
  expect(deviations.map(({ rule, instancePath, exchange }: never) => ({ rule, instancePath, exchange }))).toEqual([
    { rule: "response-property-missing", instancePath: "/0/id", exchange: 0 },
    { rule: "response-property-type-mismatch", instancePath: "/0/total", exchange: 0 },
  ]);
});

test("probes are recorded without a proxy; what fails is unknown", async () => {
  const { folder } = await team(
    { "/v1/orders": { body: [{ id: "o1", total: 1 }] }, "/v1/orders/o9": { status: 503 } },
    { probes: "probes: [{ operation: GET /orders }, { operation: 'GET /orders/{id}', parameters: { id: o9 } }]" },
  );
  await driftpin(["pin"], { cwd: folder });
  const ended = await driftpin(["record", "shop-eu"], { cwd: folder });
  const { entries } = await archive(folder);
  expect({ ...ended, entries: entries.map(({ response }) => [response.status, response.content.text]) }).toEqual({
    code: 3,
    stdout: `shop-eu  2 exchanges in .driftpin/recordings/shop-eu.har
  GET /orders 200: 1
  GET /orders/{id} 503: 1
  unknown  GET /orders/{id}, dependency: the vendor cannot serve just now (503).
           Try again later; if it stays, tell the vendor.
`,
    stderr: "",
    entries: [
      [200, expect.stringContaining('"total":0')],
      [503, undefined],
    ],
  });
});

test("what the vendor cannot answer is a 502 to the program, and a failure in the recording", async () => {
  const { folder } = await team({ "/v1/orders": (_, response) => void response.destroy() });
  const ended = await builtDriftpin(["record", "shop-eu", "--proxy", "--", ...program("/orders")], { cwd: folder });
  const { entries } = await archive(folder);
  expect({ stdout: ended.stdout, entries: entries.map(({ response }) => [response.status, response._error]) }).toEqual({
    stdout: "502 - driftpin: the vendor gave no answer (UND_ERR_SOCKET)\n\n",
    entries: [[0, "UND_ERR_SOCKET"]],
  });
});

test("an answer that breaks off breaks off for the program too, and is a failure in the recording", async () => {
  const { folder } = await team({
    "/v1/orders": (_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("[", () => response.destroy());
    },
  });
  const script = `const answer = await fetch(process.env.DRIFTPIN_SHOP_EU_URL + "/orders");
console.log(answer.status, await answer.text().catch(({ message }) => message));`;
  const command = [process.execPath, "--input-type=module", "-e", script];
  const { stdout } = await builtDriftpin(["record", "shop-eu", "--proxy", "--", ...command], { cwd: folder });
  const { entries } = await archive(folder);
  expect({ stdout, entries: entries.map(({ response }) => [response.status, response._error]) }).toEqual({
    stdout: "200 terminated\n",
    entries: [[0, "UND_ERR_SOCKET"]],
  });
});

test("^C ends a recording that runs no command, and what was recorded is written", async () => {
  const { folder } = await team({ "/v1/orders": { body: [] } });
  const ended = await builtDriftpin(["record", "shop-eu", "--proxy"], {
    cwd: folder,
    started: (child) =>
      child.stderr?.once("data", async (told) => {
        const [, url] = /=(\S+) stands for/.exec(String(told)) ?? [];
        await fetch(`${url}/orders`).then((answer) => answer.text());
        child.kill("SIGINT");
      }),
  });
  const { entries } = await archive(folder);
  expect({ code: ended.code, stdout: ended.stdout, entries: entries.length }).toEqual({
    code: 130,
    stdout: "shop-eu  1 exchange in .driftpin/recordings/shop-eu.har\n  GET /v1/orders 200: 1\n",
    entries: 1,
  });
});

test("bodies stream both ways, compressed ones as they are, and no field of one connection passes", async () => {
  const { folder, received } = await team({
    "/v1/orders": (request, response) => {
      response.writeHead(200, { "content-type": "application/json", connection: "x-hop", "x-hop": "1", "x-end": "1" });
      request.pipe(response);
    },
  });
  const script = `import { request } from "node:http";
const headers = { "content-type": "application/json", connection: "x-mine", "x-mine": "1", te: "trailers", "transfer-encoding": "chunked" };
const call = request(process.env.DRIFTPIN_SHOP_EU_URL + "/orders", { method: "POST", headers });
call.once("response", (answer) => {
  answer.once("data", (first) => { console.log(String(first)); call.end('"total":"9"}'); answer.on("data", (rest) => console.log(String(rest))); });
  answer.once("end", () => console.log(answer.headers["x-hop"], answer.headers["x-end"]));
});
call.write('{"id":"anna@example.org",');`;
  const command = [process.execPath, "--input-type=module", "-e", script];
  const { stdout } = await builtDriftpin(["record", "shop-eu", "--proxy", "--", ...command], { cwd: folder });
  const { entries } = await archive(folder);
  const [sent] = received;
  expect({
    stdout,
    sent: [sent?.headers["x-mine"], sent?.headers.te],
    leaks: JSON.stringify(entries).includes("anna@"),
  }).toEqual({
    stdout: '{"id":"anna@example.org",\n"total":"9"}\nundefined 1\n',
    sent: [undefined, undefined],
    leaks: false,
  });
});

test("nothing is sent to another server", async () => {
  const { folder, received } = await team({});
  const script = `import { request } from "node:http";
const { port } = new URL(process.env.DRIFTPIN_SHOP_EU_URL);
request({ port, agent: false, path: "http://elsewhere.example/orders" }).once("response", (answer) => { console.log(answer.statusCode); answer.resume(); }).end();`;
  const command = [process.execPath, "--input-type=module", "-e", script];
  const { stdout } = await builtDriftpin(["record", "shop-eu", "--proxy", "--", ...command], { cwd: folder });
  expect({ stdout, received }).toEqual({ stdout: "403\n", received: [] });
});

test("a command that fails leaves its recording, and is told", async () => {
  const { folder } = await team({ "/v1/orders": { body: [] } });
  const command = [process.execPath, "-e", "process.exit(7)"];
  const { code, stderr } = await driftpin(["record", "shop-eu", "--proxy", "--", ...command], { cwd: folder });
  expect({ code, stderr: stderr.split("\n").slice(1), entries: (await archive(folder)).entries }).toEqual({
    code: 3,
    stderr: [
      ".driftpin/recordings/shop-eu.har DP6206 the command ended with 7: 0 exchanges were recorded until then",
      "",
    ],
    entries: [],
  });
});

test.each([
  [["record", "shop-eu", "--proxy", "--", "no-such-program"], "DP6207 no-such-program cannot be run"],
  [["record", "shop-eu", "--", "true"], "DP6202 a command is only recorded through the proxy: add --proxy"],
  [["record", "shop-eu", "--proxy", "99999"], "DP6001"],
  [["record", "shop-us", "--proxy"], 'did you mean "shop-eu"?'],
  [["record", "shop-eu"], "DP3201 shop-eu is not pinned yet"],
])("%j is refused", async (args, told) => {
  const { folder } = await team({});
  const { code, stderr } = await driftpin(args, { cwd: folder });
  expect({ code, told: stderr.includes(told) ? told : stderr }).toEqual({ code: 2, told });
});

test("a port that is taken is told, and the recording is not begun", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const { folder } = await team({});
  const { code, stderr } = await driftpin(["record", "shop-eu", "--proxy", String(port)], { cwd: folder });
  expect({ code, told: /DP6203 the proxy cannot listen on port/.test(stderr) }).toEqual({ code: 2, told: true });
});
