import { expect, test } from "vitest";
import { order, pinnedTeam, shop } from "../check/team.ts";
import { driftpin } from "../support/cli.ts";
import { folderWith } from "../support/folder.ts";
import { har } from "../support/har.ts";

test("the path of the seven steps is shown, with the class, what helps, and how to send the request again", async () => {
  const { folder, vendor } = await pinnedTeam();
  vendor.route("/orders/o1", { status: 503, headers: { server: "nginx", "retry-after": "120" } });
  const { code, stdout } = await driftpin(["triage", "shop", "--operation", "GET /orders/{id}"], {
    cwd: folder,
    env: { COLUMNS: "400" },
  });
  expect([code, stdout.replaceAll(String(vendor.port), "4010").replaceAll(/\b\d+ ms/g, "… ms")]).toEqual([
    3,
    `shop  1 to explain, 0 operations answer as expected

  GET /orders/{id}  dependency, certain, decided at step 5 of 7
    the vendor cannot serve just now (503)
    1 fail    symptom: GET http://127.0.0.1:4010/orders/o1 answered 503 after … ms
              it came through nginx
              retry-after: 120
    2 pass    network: the whole answer arrived
              finished: connect … ms, headers … ms, body … ms
              over HTTP/1.1, IPv4
    3 pass    authentication: 503 does not question our credentials
    4 pass    parameters and format: the request satisfies the pinned contract
    5 fail    dependency health: the status is 503
              it came through nginx
    6 skipped our own logic: step 5 decided
    7 skipped vendor change: step 5 decided
    to do    Try again later; if it stays, tell the vendor.
    always   Wait for the vendor's status page to clear; if it stays, tell the vendor.
    again    curl --include --compressed --globoff --header 'accept: application/json, */*;q=0.5' --header 'user-agent: driftpin' http://127.0.0.1:4010/orders/o1
`,
  ]);
});

test.each<[name: string, reply: object, args: readonly string[], code: number]>([
  ["0 where everything answers as it did", { body: order }, [], 0],
  ["1 where the vendor changed", { body: { ...order, total: "12.50" } }, [], 1],
  ["3 where something failed for another cause", { status: 401 }, [], 3],
  ["0 where that is allowed", { status: 401 }, ["--allow-unknown"], 0],
])("it exits with %s", async (_, reply, args, expected) => {
  const { folder, vendor } = await pinnedTeam();
  vendor.route("/orders/o1", reply);
  const { code } = await driftpin(["triage", ...args], { cwd: folder });
  expect(code).toBe(expected);
});

const url = "https://shop.example/orders/o1";
const recorded = har(
  { url, status: 401, headers: { "www-authenticate": 'Bearer error="invalid_token"' }, body: { message: "no" } },
  { url, body: { ...order, total: null } },
  { url, body: order },
);

test.each([
  [0, 3, [["authentication", 3]]],
  [1, 1, [["vendor-change", 7]]],
  [2, 0, []],
])("entry %i of a recording is triaged offline, without a configuration", async (entry, expected, cases) => {
  const cwd = await folderWith({ "failed.har": recorded, "shop.json": JSON.stringify(shop()) });
  const args = [
    "triage",
    "--har",
    "failed.har",
    "--entry",
    String(entry),
    "--contract",
    "shop.json",
    "--format",
    "json",
  ];
  const { code, stdout } = await driftpin(args, { cwd });
  const { vendors } = JSON.parse(stdout) as { vendors: { cases: { cause: string; step: number }[] }[] };
  expect([code, vendors.flatMap((one) => one.cases.map(({ cause, step }) => [cause, step]))]).toEqual([
    expected,
    cases,
  ]);
});

test("a recorded failure is held against the pin that has its operation", async () => {
  const { folder } = await pinnedTeam({ files: { "failed.har": recorded } });
  const { code, stdout } = await driftpin(["triage", "--har", "failed.har", "--entry", "0"], { cwd: folder });
  expect([code, stdout.split("\n").slice(0, 3)]).toEqual([
    3,
    [
      "shop  1 to explain, 0 operations answer as expected",
      "",
      "  GET /orders/{id}  authentication, certain, decided at step 3 of 7",
    ],
  ]);
});

test.each<[name: string, args: readonly string[], message: RegExp]>([
  [
    "an operation without a probe",
    ["--operation", "GET /baskets"],
    /^DP4201 shop has no probe for "GET \/baskets": add one under probes, or name one of GET \/orders, GET \/orders\/\{id\}\n$/,
  ],
  ["a recording without an entry", ["--har", "failed.har"], /^DP6007 /],
  [
    "an entry that is not there",
    ["--har", "failed.har", "--entry", "9"],
    /^failed\.har DP4202 there is no entry 9: give one from 0 to 2\n$/,
  ],
])("%s is an error of usage", async (_, args, message) => {
  const { folder } = await pinnedTeam({ files: { "failed.har": recorded } });
  expect(await driftpin(["triage", ...args], { cwd: folder })).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(message),
  });
});
