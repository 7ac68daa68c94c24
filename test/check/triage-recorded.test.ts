import { expect, test } from "vitest";
import { triageRecording } from "../../src/check/triage/recorded.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { folderWith } from "../support/folder.ts";
import { har, type Recorded } from "../support/har.ts";
import { testRuntime } from "../support/runtime.ts";
import { order, shop } from "./team.ts";

const url = "https://shop.example/orders/o1";

async function triaged(recorded: Recorded | JsonObject, entry = 0): Promise<Json> {
  const cwd = await folderWith({ "shop.json": JSON.stringify(shop()), "night.har": har(recorded) });
  const report = await triageRecording("shop.json", { recording: "night.har", entry, runtime: testRuntime({ cwd }) });
  return report.vendors.flatMap(({ cases }) =>
    cases.map(({ cause, step, certainty }) => `${cause} at ${step}, ${certainty}`),
  );
}

test.each<[name: string, recorded: Recorded | JsonObject, expected: readonly string[]]>([
  [
    "a connection that was refused",
    { url, status: 0, response: { _error: "net::ERR_CONNECTION_REFUSED" } },
    ["network at 2, certain"],
  ],
  ["401", { url, status: 401 }, ["authentication at 3, certain"]],
  ["404 at an address with an id", { url, status: 404, body: { message: "no" } }, ["request at 4, likely"]],
  ["429", { url, status: 429 }, ["rate-limit at 5, certain"]],
  ["503", { url, status: 503 }, ["dependency at 5, certain"]],
  ["402", { url, status: 402 }, ["consumer at 6, likely"]],
  ["422", { url, status: 422, body: {} }, ["vendor-change at 7, likely"]],
  ["a value of another type", { url, body: { ...order, total: "12.50" } }, ["vendor-change at 7, likely"]],
  ["an answer as the contract says", { url, body: order }, []],
])("%s in a recording", async (_, recorded, expected) => {
  expect(await triaged(recorded)).toEqual(expected);
});

test.each<[name: string, recorded: Recorded | JsonObject, entry: number, code: string]>([
  ["an entry that is not there", { url, status: 401 }, 1, "DP4202"],
  ["an entry that is none", { request: {} }, 0, "DP4203"],
  ["an address that belongs to no operation", { url: "https://shop.example/baskets", status: 404 }, 0, "DP4204"],
  [
    "a good answer without its whole body",
    { url, response: { content: { size: 99, mimeType: "application/json" } } },
    0,
    "DP4205",
  ],
])("%s cannot be triaged", async (_, recorded, entry, code) => {
  await expect(triaged(recorded, entry)).rejects.toMatchObject({ code });
});
