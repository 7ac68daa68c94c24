import { expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { type Files, folderWith } from "../support/folder.ts";
import { har } from "../support/har.ts";

const order = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
const contract = JSON.stringify(
  {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://shop.example" }],
    paths: {
      "/orders/{id}": {
        get: { responses: { "200": { description: "", content: { "application/json": { schema: order } } } } },
      },
    },
  },
  null,
  2,
);
const url = "https://shop.example/orders/7";
const files: Files = {
  "shop.json": contract,
  "clean.har": har({ url, body: { id: "7" } }),
  "bad.har": har({ url, body: { id: "7" } }, { url, body: { ID: "sk_live_4eC39HqLyjWDarjtT1zdp7dc" } }),
  "other.har": har({ url: "https://other.example/", body: {} }),
  "empty.har": har(),
  "cut.har": har({ url, body: { id: "7" } }).slice(0, -3),
};

const sample = async (...args: string[]) =>
  driftpin(["sample", "--contract", "shop.json", ...args], { cwd: await folderWith(files) });

test("recorded answers are held against a contract without any configuration", async () => {
  expect(await sample("--recording", "bad.har")).toEqual({
    code: 0,
    stderr: "",
    stdout: `Deviations: 1 breaking, 0 warning, 1 info, 0 unknown
  2 exchanges, 2 held against the contract, 0 that it does not have

  breaking  GET /orders/{id}  200
    /id is required, and not in the answer
    where    shop.json:26:21
    seen     at /id of entry 1
    rule     response-property-missing

  info      GET /orders/{id}  200
    /ID is not in the contract
    where    shop.json:20:17
    seen     at /ID of entry 1
    rule     response-property-undocumented
`,
  });
});

test("JSON has the pointer and the entry of each deviation, and no value", async () => {
  const { stdout } = await sample("--recording", "bad.har", "clean.har", "--format", "json");
  const { deviations } = JSON.parse(stdout) as {
    deviations: { instancePath: string; recording: string; exchange: number }[];
  };
  expect({
    places: deviations.map(({ instancePath, recording, exchange }) => `${recording}#${exchange}${instancePath}`),
    isSecret: stdout.includes("sk_live"),
  }).toEqual({ places: ["bad.har#1/id", "bad.har#1/ID"], isSecret: false });
});

test.each<[name: string, args: string[], code: number, stderr: string]>([
  ["everything fits", ["--recording", "clean.har", "--fail-on", "info"], 0, ""],
  ["something does not, and that is to fail", ["--recording", "bad.har", "--fail-on", "breaking"], 1, ""],
  [
    "nothing could be held against the contract",
    ["--recording", "other.har"],
    3,
    "nothing was held against the contract: none of the recorded exchanges",
  ],
  [
    "nothing could be held against it, and that may be",
    ["--recording", "other.har", "--allow-unknown"],
    0,
    "nothing was held against the contract: none",
  ],
  [
    "nothing was recorded",
    ["--recording", "empty.har"],
    3,
    "nothing was held against the contract: no exchange is recorded",
  ],
  ["a recording is broken", ["--recording", "cut.har"], 3, "cut.har DP4102 the recording is no whole JSON text"],
  ["a recording is not there", ["--recording", "none.har"], 2, "none.har DP4104 there is no such recording"],
  ["there is no recording", [], 2, "DP6006 recordings are held against a contract"],
])("the exit code says when %s", async (_, args, code, stderr) => {
  const ended = await sample(...args);
  expect({ code: ended.code, stderr: ended.stderr.slice(0, stderr.length) }).toEqual({ code, stderr });
});
