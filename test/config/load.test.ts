import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { UsageError } from "../../src/errors.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { testRuntime } from "../support/runtime.ts";

const { files } = nodeRuntime();

/** Loads a text as the configuration of a folder of its own. */
function load(text: string, name = "driftpin.yaml") {
  return files.temporary(async (cwd) => {
    await writeFile(join(cwd, name), text);
    return loadConfig(testRuntime({ cwd }));
  });
}

/** The lines that a person sees for a text that is refused. */
async function refusal(text: string, name?: string): Promise<string[]> {
  const error = await load(text, name).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error("expected a UsageError", { cause: error });
  return error.message.split("\n");
}

test("a configuration says what it says, defaults filled in, in the units of their names", () =>
  files.temporary(async (cwd) => {
    await writeFile(
      join(cwd, "driftpin.yaml"),
      `version: 1
vendors:
  shop:
    source: openapi.yaml
    timeout: 1.5s
    rate: 30/m
    allow-private: true
    auth: { api-key: { in: header, name: X-Key, value: "\${SHOP_KEY}" } }
    probes: [{ operation: "GET /orders/{id}", parameters: { id: 7 } }]
    status-page: https://status.shop.example
ledger: history.jsonl
`,
    );
    expect(await loadConfig(testRuntime({ cwd }))).toEqual({
      file: join(cwd, "driftpin.yaml"),
      folder: cwd,
      vendors: [
        {
          name: "shop",
          source: ["openapi.yaml"],
          fallbackServers: [],
          timeoutMs: 1500,
          timeouts: {},
          totalMs: 9000,
          wait: { probeMs: 10_000, vendorMs: 60_000 },
          retries: 2,
          allowPrivate: true,
          perSecond: 0.5,
          concurrency: 4,
          autoProbes: 0,
          sandbox: false,
          auth: { kind: "api-key", in: "header", name: "X-Key", value: "${SHOP_KEY}" },
          probes: [
            { operation: "GET /orders/{id}", parameters: { id: 7 }, headers: {}, samples: 1, pages: 1, unsafe: false },
          ],
          code: [],
          types: false,
          owners: [],
          announcements: [],
          health: [],
          statusPage: "https://status.shop.example",
        },
      ],
      policy: { perspective: "consumer", failOn: "breaking", unused: "lower", levels: {}, overrides: [] },
      publish: {
        label: "contract-drift",
        botLogins: ["github-actions[bot]"],
        closeAfter: 2,
        maxNewIssues: 5,
        mentionOwners: false,
        pullRequests: false,
        maxOpenPrs: 5,
        commitMode: "api",
        strict: false,
        notify: [],
        dispatch: [],
      },
      ledger: join(cwd, "history.jsonl"),
    });
  }));

test("each limit of a vendor's transport can be set on its own, and servers can stand in for the first", () =>
  files.temporary(async (cwd) => {
    await writeFile(
      join(cwd, "driftpin.yaml"),
      `version: 1
vendors:
  shop:
    source: openapi.yaml
    server: [https://api.shop.example, https://eu.shop.example]
    timeout: { connect: 2s, total: 1m }
    wait: { probe: 5s }
`,
    );
    const { vendors } = await loadConfig(testRuntime({ cwd }));
    expect(vendors).toMatchObject([
      {
        server: "https://api.shop.example",
        fallbackServers: ["https://eu.shop.example"],
        timeoutMs: 10_000,
        timeouts: { connectMs: 2000 },
        totalMs: 60_000,
        wait: { probeMs: 5000, vendorMs: 60_000 },
      },
    ]);
  }));

test.each([
  ["90", { beta: 90, stable: 90 }],
  ["{ stable: 365 }", { stable: 365 }],
])("the days of notice %s are known for each stability level", async (said, noticeDays) => {
  const { policy } = await load(`version: 1\nvendors: {}\npolicy: { notice-days: ${said} }\n`);
  expect(policy.noticeDays).toEqual(noticeDays);
});

test.each([
  ["driftpin.yaml", "version: 1\nvendors: {}\n"],
  ["driftpin.yml", "version: 1\nvendors: {}\n"],
  ["driftpin.json", '{\n\t"version": 1,\n\t"vendors": {\n\t}\n}\n'],
])("%s is found from a folder below it", (name, text) =>
  files.temporary(async (root) => {
    const cwd = join(root, "src", "deep");
    await mkdir(cwd, { recursive: true });
    await writeFile(join(root, name), text);
    const { file, folder } = await loadConfig(testRuntime({ cwd }));
    expect([file, folder]).toEqual([join(root, name), root]);
  }),
);

test("a file that is named is taken, wherever it is", () =>
  files.temporary(async (cwd) => {
    await writeFile(join(cwd, "other.json"), '{"version":1,"vendors":{}}');
    expect((await loadConfig(testRuntime({ cwd }), "other.json")).file).toBe(join(cwd, "other.json"));
  }));

test("a file that is named and not there is told", () =>
  files.temporary(async (cwd) => {
    await expect(loadConfig(testRuntime({ cwd }), "gone.yaml")).rejects.toThrow(
      "gone.yaml DP1002 the configuration cannot be read: there is no such file",
    );
  }));

test("without any configuration, what was looked for and where is told", () =>
  files.temporary(async (cwd) => {
    await expect(loadConfig(testRuntime({ cwd }))).rejects.toThrow(
      `${cwd} DP1001 there is no driftpin.yaml, driftpin.yml or driftpin.json in this folder or in one above it`,
    );
  }));

const shop = (lines: string) => `version: 1\nvendors:\n  shop:\n    source: a.yaml\n${lines}`;
/** The second probe, whose `id` is that, comes after the first, which sends that header. */
const chained = (id: string, header = "plain") =>
  shop(`    probes:
      - { id: list, operation: GET /orders, headers: { a: ${header} } }
      - { id: one, operation: "GET /orders/{id}",
          parameters: { id: "${id}" } }`);

test.each<[string, string, string[]]>([
  [
    "an unknown key",
    shop("    serverr: x"),
    ['driftpin.yaml:5:5 DP1007 unknown key "serverr" in vendors.shop: did you mean "server"?'],
  ],
  [
    "a key that is like no other",
    "version: 1\nvendors: {}\nzebra: 1",
    [
      'driftpin.yaml:3:1 DP1007 unknown key "zebra": expected one of $schema, version, vendors, policy, publish, verify, ledger',
    ],
  ],
  [
    "a missing key",
    "version: 1\nvendors:\n  shop:\n    include: [GET /a]",
    [
      expect.stringMatching(
        /^driftpin\.yaml:3:3 DP1004 "source" is missing in vendors\.shop: Where the vendor publishes/,
      ) as unknown as string,
    ],
  ],
  ["a wrong type", shop("    retries: many"), ["driftpin.yaml:5:14 DP1006 vendors.shop.retries: expected a number"]],
  [
    "a number that is too great",
    shop("    retries: 99"),
    ["driftpin.yaml:5:14 DP1006 vendors.shop.retries: expected at most 10"],
  ],
  [
    "a duration without a unit",
    shop("    timeout: 10"),
    [
      'driftpin.yaml:5:14 DP1006 vendors.shop.timeout: expected a duration, such as "10s" or "500ms", or keys and values',
    ],
  ],
  [
    "a rate without a period",
    shop("    rate: 5"),
    ['driftpin.yaml:5:11 DP1006 vendors.shop.rate: expected a rate, such as "5/s" or "100/m"'],
  ],
  [
    "a server that is no URL",
    shop("    server: api.example.com"),
    ["driftpin.yaml:5:13 DP1006 vendors.shop.server: expected a URL that starts with https:// or http://"],
  ],
  [
    "a server with credentials, which are not repeated",
    shop("    server: https://robot:hunter2@api.example.com"),
    ['driftpin.yaml:5:13 DP1006 vendors.shop.server: expected a URL without credentials, which belong into "auth"'],
  ],
  [
    "an unknown level",
    "version: 1\nvendors: {}\npolicy:\n  fail-on: fatal",
    ['driftpin.yaml:4:12 DP1006 policy.fail-on: expected "breaking" or "warning" or "info" or "none"'],
  ],
  [
    "an override with a key that is not quite one, and a level that is none",
    "version: 1\nvendors: {}\npolicy:\n  overrides:\n    - operation: [/orders]\n      levels: { endpoint-added: err }",
    [
      'driftpin.yaml:5:7 DP1004 "operations" is missing in policy.overrides[0]: Operations: METHOD /path, with globs; the path alone, for all methods; or tag:NAME.',
      'driftpin.yaml:6:33 DP1006 policy.overrides[0].levels.endpoint-added: expected "breaking" or "warning" or "info" or "none"',
      'driftpin.yaml:5:7 DP1007 unknown key "operation" in policy.overrides[0]: did you mean "operations"?',
    ],
  ],
  ["another version", "version: 2\nvendors: {}", ["driftpin.yaml:1:10 DP1006 version: expected 1"]],
  [
    "a vendor's name that is no folder's",
    "version: 1\nvendors:\n  ../up: { source: a }",
    ["driftpin.yaml:3:3 DP1006 vendors.../up: expected a short name of a-z, 0-9, dot, dash and underscore"],
  ],
  [
    "a vendor without anything",
    "version: 1\nvendors:\n  shop:",
    ["driftpin.yaml:3:8 DP1006 vendors.shop: expected keys and values"],
  ],
  [
    "a source that is neither text nor list",
    "version: 1\nvendors:\n  shop: { source: 1 }",
    [
      "driftpin.yaml:3:19 DP1006 vendors.shop.source: expected text (in quotes, if it looks like something else), or a list",
    ],
  ],
  [
    "a token endpoint without TLS, a client's secret in the file, and one of the two ways misspelt",
    shop(`    auth:
      oauth2:
        token-url: http://auth.example.com/token
        client-id: driftpin
        client-secret: hunter2
        client-authentication: header`),
    [
      "driftpin.yaml:7:20 DP1006 vendors.shop.auth.oauth2.token-url: expected a URL that starts with https://, without credentials and fragment",
      "driftpin.yaml:9:24 DP1006 vendors.shop.auth.oauth2.client-secret: expected a reference to an environment variable, such as ${VENDOR_TOKEN}",
      'driftpin.yaml:10:32 DP1006 vendors.shop.auth.oauth2.client-authentication: expected "basic" or "body"',
    ],
  ],
  [
    "an unsafe probe that would be sent again",
    shop("    probes: [{ operation: POST /orders, unsafe: true, samples: 2 }]"),
    [
      "driftpin.yaml:5:49 DP1006 vendors.shop.probes[0].unsafe: expected no samples and no pages beside it: an unsafe request is sent once",
    ],
  ],
  [
    "a parameter with nothing",
    shop("    probes: [{ operation: GET /orders, parameters: { state: null } }]"),
    [
      "driftpin.yaml:5:61 DP1006 vendors.shop.probes[0].parameters.state: expected a value; leave out what is not to be sent",
    ],
  ],
  [
    "an operation without a method",
    shop("    probes:\n      - operation: /orders"),
    ['driftpin.yaml:6:20 DP1006 vendors.shop.probes[0].operation: expected "METHOD /path", such as "GET /orders/{id}"'],
  ],
  [
    "a probe with a key that is not quite one",
    shop("    probes: [auto, { operation: GET /orders, parametrs: {} }]"),
    ['driftpin.yaml:5:46 DP1007 unknown key "parametrs" in vendors.shop.probes[1]: did you mean "parameters"?'],
  ],
  [
    "a probe that is none",
    shop("    probes: [automatic]"),
    ['driftpin.yaml:5:14 DP1006 vendors.shop.probes[0]: expected keys and values, or "auto"'],
  ],
  [
    "a step that no probe has as its id",
    chained("$steps.lst.response.body#/0/id"),
    ['driftpin.yaml:8:29 DP1006 vendors.shop.probes[1].parameters.id: no probe has the id "lst": did you mean "list"?'],
  ],
  [
    "an expression that no request can use",
    chained("x{$statusCode}"),
    [
      "driftpin.yaml:8:29 DP1006 vendors.shop.probes[1].parameters.id: expected an expression that takes from another step, such as $steps.list.response.body#/0/id",
    ],
  ],
  [
    "a step that waits for itself",
    chained("$steps.one.response.body#/id"),
    ['driftpin.yaml:8:29 DP1006 vendors.shop.probes[1].parameters.id: "one" waits for "one": expected no circle'],
  ],
  [
    "steps that wait for each other",
    chained("$steps.list.response.body#/0/id", "$steps.one.response.header.etag"),
    [
      'driftpin.yaml:6:59 DP1006 vendors.shop.probes[0].headers.a: "list" waits for "one" waits for "list": expected no circle',
      'driftpin.yaml:8:29 DP1006 vendors.shop.probes[1].parameters.id: "one" waits for "list" waits for "one": expected no circle',
    ],
  ],
  [
    "an id that two probes have",
    shop("    probes: [{ id: a, operation: GET /a }, { id: a, operation: GET /b }]"),
    ['driftpin.yaml:5:50 DP1006 vendors.shop.probes[1].id: another probe has the id "a" already'],
  ],
  [
    "two ways to authenticate",
    shop("    auth: { bearer: '${A}', basic: { username: u, password: '${B}' } }"),
    ["driftpin.yaml:5:11 DP1006 vendors.shop.auth: expected exactly one of bearer, basic, api-key, oauth2"],
  ],
  [
    "a secret that is written down, which is not repeated",
    shop("    auth: { bearer: hunter2 }"),
    [
      "driftpin.yaml:5:21 DP1006 vendors.shop.auth.bearer: expected a reference to an environment variable, such as ${VENDOR_TOKEN}",
    ],
  ],
  [
    "a reference to the environment elsewhere",
    shop("    server: https://${HOST}/v1"),
    [
      'driftpin.yaml:5:13 DP1005 vendors.shop.server refers to an environment variable, which only "auth" and "notify" may do: write the value itself, if it is no secret',
    ],
  ],
  [
    "text that is not YAML",
    "version: 1\nvendors: {",
    [
      expect.stringMatching(
        /^driftpin\.yaml:2:\d+ DP1003 not valid YAML: flow map in block collection/i,
      ) as unknown as string,
    ],
  ],
  [
    "a duplicate key",
    "version: 1\nversion: 1\nvendors: {}",
    ["driftpin.yaml:2:1 DP1003 not valid YAML: map keys must be unique"],
  ],
  [
    "a tag of the author's own",
    "version: !js 1\nvendors: {}",
    ["driftpin.yaml:1:10 DP1003 not valid YAML: unresolved tag: !js"],
  ],
  ["nothing at all", "", ["driftpin.yaml:1:1 DP1006 the configuration: expected keys and values"]],
])("%s is refused with its place and what was expected", async (_, text, expected) => {
  expect(await refusal(text)).toEqual(expected);
});

test("all problems are told at once, the severest first", async () => {
  expect(
    (await refusal("version: 1\nvendors:\n  shop:\n    serverr: x\n    retries: -1\n    owners: ['${TEAM}']\n")).map(
      (line) => line.slice(0, 25),
    ),
  ).toEqual([
    "driftpin.yaml:3:3 DP1004 ",
    "driftpin.yaml:6:14 DP1005",
    "driftpin.yaml:5:14 DP1006",
    "driftpin.yaml:4:5 DP1007 ",
  ]);
});

test("aliases that multiply are refused", async () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [name, of] of ["ba", "cb", "dc", "ed", "fe"]) bomb.push(`${name}: &${name} [${`*${of}, `.repeat(9)}]`);
  expect(await refusal(bomb.join("\n"))).toEqual([
    "driftpin.yaml:1:1 DP1003 not valid YAML: its aliases multiply too often: write the values out",
  ]);
});

test("an alias within what it stands for is refused", async () => {
  expect(await refusal("version: 1\nvendors: &all\n  shop: { source: a.json, <<: *all }\n")).toEqual([
    "driftpin.yaml:1:1 DP1003 not valid YAML: an alias stands in what it stands for: write it out",
  ]);
});

test("a problem in JSON has its line and column too", async () => {
  expect(await refusal('{\n  "version": 1,\n  "vendors": {},\n  "polcy": {}\n}\n', "driftpin.json")).toEqual([
    'driftpin.json:4:3 DP1007 unknown key "polcy": did you mean "policy"?',
  ]);
});
