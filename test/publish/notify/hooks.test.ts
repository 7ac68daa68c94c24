import { createServer } from "node:net";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import type { Hook } from "../../../src/config/notify.ts";
import { tellHooks } from "../../../src/publish/notify/hooks.ts";
import type { News } from "../../../src/publish/notify/news.ts";
import type { Note } from "../../../src/publish/publication.ts";
import { testRuntime } from "../../support/runtime.ts";
import { listen } from "../../support/vendor.ts";
import { news, newsOf } from "./news.ts";
import { type Answer, startReceiver } from "./receiver.ts";

const key = Buffer.from("CANARY-KEY-of-thirty-two-bytes!!").toString("base64");
const everyone = { owners: undefined, vendors: undefined, minLevel: undefined, allowPrivate: true };
const slack: Hook = { kind: "slack", address: "${SLACK}", ...everyone };
const webhook: Hook = { kind: "webhook", address: "${HOOK}", secret: "${KEY}", ...everyone };

/** Tells hooks, and says how that went. */
async function tell(
  hooks: readonly Hook[],
  told: readonly News[],
  env: Readonly<Record<string, string>>,
  more: { readonly dryRun?: boolean; readonly now?: string; readonly signal?: AbortSignal } = {},
) {
  const { dryRun = false, ...world } = more;
  const runtime = testRuntime({ ...world, env });
  const notes: Note[] = [];
  const occasion = { timestamp: "2026-01-02T03:04:05.000Z", repository: "acme/shop", runUrl: undefined };
  const note = (one: Note) => notes.push(one);
  const deliveries = await tellHooks(hooks, told, { occasion, dryRun, note, runtime });
  return {
    slept: runtime.slept,
    notes,
    deliveries: deliveries.map(({ to, news: about, ending }) => {
      return `${to} ${about.map(({ type, vendor }) => `${type} ${vendor}`).join(", ")}: ${ending}`;
    }),
  };
}

test("a webhook is signed as Standard Webhooks says: its library takes it, and no other secret does", async () => {
  const { url, received } = await startReceiver();
  const now = new Date().toISOString(); // the library goes by this machine's clock
  await tell([webhook], [news()], { HOOK: `${url}\n`, KEY: `whsec_${key}\n` }, { now });
  const [{ body, headers } = { body: "", headers: {} }] = received;
  const verify = (secret: string, text = body) => new Webhook(secret).verify(text, headers);
  expect(verify(`whsec_${key}`)).toEqual({
    schemaVersion: 1,
    type: "drift.opened",
    timestamp: "2026-01-02T03:04:05.000Z",
    data: {
      vendor: "shop",
      owners: ["@acme/checkout"],
      repository: "acme/shop",
      level: "breaking",
      worse: true,
      summary: { breaking: 1, warning: 0, info: 0, unknown: 0 },
      findings: [
        {
          rule: "response-property-removed",
          level: "breaking",
          verdict: "released",
          operation: "GET /orders/{id}",
          operations: 1,
          pointer: "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/total",
          text: "total was removed",
          todo: "Do without total.",
          fingerprint: "fingerprint of total",
          places: [],
        },
      ],
      unchecked: [],
      issue: { number: 1, url: "https://github.example/acme/shop/issues/1" },
    },
  });
  expect(headers["webhook-id"]).toBe("msg_1");
  const other = Buffer.from("another key of thirty-two bytes!").toString("base64");
  expect(() => verify(`whsec_${other}`)).toThrow("No matching signature");
  expect(() => verify(`whsec_${key}`, body.replace("shop", "shap"))).toThrow("No matching signature");
});

test("each owner gets only theirs, at the level they want, and Slack all of it in one message", async () => {
  const { url } = await startReceiver();
  const all = [
    newsOf("shop", ["@acme/checkout"]),
    newsOf("stock", ["@acme/Checkout", "@jo"], { level: "info" }),
    newsOf("mail", ["@acme/growth"], { level: "warning" }),
    newsOf("maps", ["@acme/checkout"], { type: "drift.changed", isLoud: false }),
  ];
  const hooks: Hook[] = [
    { ...slack, owners: ["@acme/checkout"] },
    { ...slack, owners: ["@acme/growth", "@jo"], minLevel: "warning" },
    { ...webhook, owners: ["@acme/checkout"], minLevel: "breaking" },
    { ...webhook, owners: ["@acme/growth"], vendors: ["shop"] },
    { ...slack, owners: ["@acme/nobody"] },
  ];
  expect(await tell(hooks, all, { SLACK: url, HOOK: url, KEY: key })).toEqual({
    slept: [],
    notes: [],
    deliveries: [
      "SLACK drift.opened shop, drift.opened stock: done",
      "SLACK drift.opened mail: done",
      "HOOK drift.opened shop: done",
      "HOOK drift.changed maps: done",
    ],
  });
});

const gone = "make a new address at the receiver";

describe("what a receiver answers decides what happens", () => {
  test.each<{
    readonly name: string;
    readonly answers: readonly Answer[];
    readonly tries: number;
    readonly slept: readonly number[];
    readonly why?: string;
    readonly todo?: string;
  }>([
    { name: "200", answers: [{ status: 200 }], tries: 1, slept: [] },
    { name: "503, then 204", answers: [{ status: 503 }, { status: 204 }], tries: 2, slept: [1_000] },
    { name: "408, then 200", answers: [{ status: 408 }, { status: 200 }], tries: 2, slept: [1_000] },
    {
      name: "429 with a time, then 200",
      answers: [{ status: 429, headers: { "retry-after": "30" } }, { status: 200 }],
      tries: 2,
      slept: [30_000],
    },
    {
      name: "429 with a longer time than a run has",
      answers: [{ status: 429, headers: { "retry-after": "3600" } }],
      tries: 1,
      slept: [],
      why: "it answered 429",
      todo: "it asks for a longer wait than a run has time for",
    },
    {
      name: "500 for ever",
      answers: [{ status: 500, body: "CANARY is broken" }],
      tries: 4,
      slept: [1_000, 2_000, 4_000],
      why: "it answered 500",
    },
    {
      name: "400 with a word",
      answers: [{ status: 400, body: "invalid_payload" }],
      tries: 1,
      slept: [],
      why: "it answered 400 (invalid_payload)",
    },
    {
      name: "403 with a page",
      answers: [{ status: 403, body: "<p>CANARY" }],
      tries: 1,
      slept: [],
      why: "it answered 403",
    },
    { name: "404", answers: [{ status: 404 }], tries: 1, slept: [], why: "it answered 404", todo: gone },
    { name: "410", answers: [{ status: 410 }], tries: 1, slept: [], why: "it answered 410", todo: gone },
    {
      name: "a redirect",
      answers: [{ status: 307, headers: { location: "/CANARY-PATH?again" } }, { status: 200 }],
      tries: 1,
      slept: [],
      why: "it answered 307",
      todo: "name the address that it redirects to",
    },
    {
      name: "a cut connection, then 200",
      answers: [(request) => request.socket.destroy(), { status: 200 }],
      tries: 2,
      slept: [1_000],
    },
    {
      name: "200 and a body that never ends",
      answers: [(_, response) => response.writeHead(200).write("ok")],
      tries: 1,
      slept: [],
    },
  ])("$name", async ({ answers, tries, slept, why, todo }) => {
    const { url, received } = await startReceiver(...answers);
    const text = `The hook HOOK did not get 1 of 1 message: ${why}.`;
    const notes = why === undefined ? [] : [{ level: "warning", text, unsent: "HOOK", ...(todo && { todo }) }];
    const night = await tell([webhook], [news()], { HOOK: url, KEY: key });
    expect({
      ...night,
      tries: received.length,
      ids: [...new Set(received.map(({ headers }) => headers["webhook-id"]))],
    }).toEqual({
      slept,
      notes,
      deliveries: [`HOOK drift.opened shop: ${why === undefined ? "done" : "failed"}`],
      tries,
      ids: ["msg_1"],
    });
  });
});

test("a hook that refuses one message is not bothered with the rest, and keeps no other from its news", async () => {
  const refusing = await startReceiver({ status: 204 }, { status: 403 });
  const { url } = await startReceiver();
  const all = ["shop", "stock", "mail"].map((vendor) => newsOf(vendor, []));
  expect(await tell([webhook, slack], all, { HOOK: refusing.url, SLACK: url, KEY: key })).toEqual({
    slept: [],
    notes: [{ level: "warning", text: "The hook HOOK did not get 2 of 3 messages: it answered 403.", unsent: "HOOK" }],
    deliveries: [
      "HOOK drift.opened shop: done",
      "HOOK drift.opened stock: failed",
      "HOOK drift.opened mail: failed",
      "SLACK drift.opened shop, drift.opened stock, drift.opened mail: done",
    ],
  });
});

test("nobody there is told by its code, and an interrupted run waits for nobody", async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((closed) => server.close(closed));
  const env = { SLACK: `http://127.0.0.1:${port}/CANARY-PATH` };
  const texts = async (signal?: AbortSignal) => {
    const { notes, slept } = await tell([slack], [news()], env, signal && { signal });
    return [...notes.map(({ text }) => text), ...slept];
  };
  expect([await texts(), await texts(AbortSignal.abort())]).toEqual([
    ["The hook SLACK did not get 1 of 1 message: it could not be reached (ECONNREFUSED).", 1_000, 2_000, 4_000],
    ["The hook SLACK did not get 1 of 1 message: the run was interrupted."],
  ]);
});

const publicOnly = { ...webhook, allowPrivate: false };
const anAddress = "set HOOK to a URL that starts with https://";

test.each<[string, Hook, Record<string, string>, string, string]>([
  [
    "an address that is not set",
    webhook,
    { KEY: key },
    "HOOK is not set, so the hook HOOK was told nothing.",
    "pass it to the step: env: { HOOK: ${{ secrets.HOOK }} }",
  ],
  [
    "a secret that CI withholds",
    webhook,
    { HOOK: "https://hooks.example/CANARY", KEY: "" },
    "KEY is not set, so the hook HOOK was told nothing.",
    "pass it to the step: env: { KEY: ${{ secrets.KEY }} }",
  ],
  [
    "a secret that is too short",
    webhook,
    { HOOK: "https://hooks.example/CANARY", KEY: "whsec_Q0FOQVJZ" },
    "KEY is no secret that webhooks can be signed with, so HOOK was told nothing.",
    "set KEY to whsec_ and the base64 of 24 to 64 random bytes",
  ],
  [
    "an address without TLS",
    publicOnly,
    { HOOK: "http://hooks.example/CANARY", KEY: key },
    "HOOK is no address that a hook can have, so it was told nothing.",
    `${anAddress}, without a user's name`,
  ],
  [
    "an address with a password",
    webhook,
    { HOOK: "https://me:CANARY@hooks.example/", KEY: key },
    "HOOK is no address that a hook can have, so it was told nothing.",
    `${anAddress} or http://, without a user's name`,
  ],
  [
    "a private address",
    publicOnly,
    { HOOK: "https://127.0.0.1:1/CANARY", KEY: key },
    "The hook HOOK did not get 1 of 1 message: its address is not a public one.",
    "set allow-private: true, if that is meant",
  ],
])("%s is told without it, and fails nothing else", async (_, hook, env, text, todo) => {
  expect(await tell([hook], [news()], env)).toEqual({
    slept: [],
    notes: [{ level: "warning", text, todo, unsent: "HOOK" }],
    deliveries: ["HOOK drift.opened shop: failed"],
  });
});

test("a dry run lists what would be sent, and sends nothing", async () => {
  const { url, received } = await startReceiver();
  const night = await tell([slack, webhook], [news()], { SLACK: url, HOOK: url, KEY: key }, { dryRun: true });
  expect({ ...night, received }).toEqual({
    slept: [],
    notes: [],
    deliveries: ["SLACK drift.opened shop: planned", "HOOK drift.opened shop: planned"],
    received: [],
  });
});
