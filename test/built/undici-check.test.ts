import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";

const description = (left: string) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://shop.example/v1" }],
    paths: {
      "/stock/{id}": {
        get: {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            "200": {
              description: "",
              content: {
                "application/json": {
                  schema: { type: "object", required: ["left"], properties: { left: { type: left }, note: {} } },
                },
              },
            },
          },
        },
      },
    },
  });

const built = pathToFileURL("dist/undici/index.js").href;

/** The team's tests, in a process of their own: they ask for thirty things in stock. */
async function runTests(folder: string, url: string, keep: string): Promise<void> {
  const script = `import { driftpin } from ${JSON.stringify(built)};
await fetch("data:,"); // loads Node's own undici
const symbol = Symbol.for("undici.globalDispatcher.1");
globalThis[symbol] = globalThis[symbol].compose(driftpin({ vendor: "shop", keep: "${keep}" }));
for (let i = 0; i < 30; i++) await (await fetch("${url}/v1/stock/" + i)).json();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { cwd: folder });
}

test.each([
  ["shapes", "json", ["silent response-property-type-mismatch", "silent response-property-vanished"]],
  ["exchanges", "har", ["silent response-property-type-mismatch"]],
])("%s that the team's tests record in their own process are used by pin and check", async (keep, ending, expected) => {
  const answer = (body: JsonObject) =>
    Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`/v1/stock/${i}`, { body }]));
  const { url, route } = await startVendor(answer({ left: 3, note: "canary" }));
  const folder = await folderWith({
    "openapi.json": description("integer"),
    "driftpin.yaml": `version: 1
vendors: { shop: { source: openapi.json, recordings: [".driftpin/recordings/shop/*.${ending}"] } }
`,
  });
  await runTests(folder, url, keep);
  const pinned = await driftpin(["pin"], { cwd: folder });
  await runTests(folder, url, keep);
  const before = await driftpin(["check"], { cwd: folder });
  for (const [path, reply] of Object.entries(answer({ left: "3" }))) route(path, reply);
  const old = await filesOf(folder);
  await runTests(folder, url, keep);
  const all = await filesOf(folder);
  // A run of the tests on a clean machine has the parts of that run alone.
  const past = Object.keys(old).filter((path) => path.startsWith(".driftpin") && path.endsWith(ending));
  await put(folder, Object.fromEntries(past.map((path) => [path, emptied(old[path] ?? "")])));
  const after = await driftpin(["check", "--format", "json"], { cwd: folder });
  const report: CheckReport = JSON.parse(after.stdout);
  expect({
    codes: [pinned.code, before.code, after.code],
    found: report.contracts.flatMap(({ findings }) => findings.map(({ verdict, rule }) => `${verdict} ${rule}`)),
    leaks: JSON.stringify(Object.entries(all)).includes("canary"),
  }).toEqual({ codes: [0, 0, 1], found: expected, leaks: false });
});

/** A recording of nothing. */
function emptied(text: string): string {
  const recording = JSON.parse(text);
  return JSON.stringify(
    "log" in recording ? { log: { ...recording.log, entries: [] } } : { ...recording, answers: {}, pins: [] },
  );
}
