import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { Hook } from "../../../src/config/notify.ts";
import { publicationJson } from "../../../src/publish/json.ts";
import { failsStrictly } from "../../../src/publish/strict.ts";
import { publicationText } from "../../../src/publish/text.ts";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import { contract, finding, github, publication, rateLimited } from "../nights.ts";
import { proposal } from "../pull/proposals.ts";
import { type Answer, startReceiver } from "./receiver.ts";

const everyone = { owners: undefined, vendors: undefined, minLevel: undefined, allowPrivate: true };
const slack: Hook = { kind: "slack", address: "${SLACK}", ...everyone };
const webhook: Hook = { kind: "webhook", address: "${HOOK}", secret: "${KEY}", ...everyone };
const key = `whsec_${Buffer.from("CANARY-KEY-of-thirty-two-bytes!!").toString("base64")}`;

/** Both kinds of hook, and what they got. */
async function hooks(...answers: readonly Answer[]) {
  const [people, programs] = [await startReceiver(...answers), await startReceiver(...answers)];
  return {
    people,
    programs,
    circumstances: {
      publish: { notify: [slack, webhook] },
      env: {
        SLACK: people.url,
        HOOK: programs.url,
        KEY: key,
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_RUN_ID: "7",
      },
    },
  };
}

const clean = contract([]);
const total = finding("total");
const note = finding("note", "info");
const drifted = contract([total]);
const unchecked = contract([], { unknown: [{ ...rateLimited, since: "2025-12-01" }] });

describe("hooks hear what changed, and nothing on a night that changed nothing", () => {
  test.each<[string, readonly ContractReport[], readonly string[], readonly string[]]>([
    ["nothing drifted", [clean], [], []],
    ["it drifted", [drifted], ["drift.opened"], ["shop drifted from its pinned contract"]],
    ["the same drift", [drifted, drifted], [], []],
    ["it got worse", [drifted, contract([total, finding("tax")])], ["drift.changed"], ["shop drifted further"]],
    ["it grew by what breaks nothing", [drifted, contract([total, note])], ["drift.changed"], []],
    ["it shrank", [contract([total, note]), drifted], ["drift.changed"], []],
    ["the first clean night", [drifted, clean], [], []],
    ["the second clean night", [drifted, clean, clean], ["drift.closed"], ["shop is settled"]],
    ["it drifted again", [drifted, clean, clean, drifted], ["drift.reopened"], ["shop drifts again"]],
    ["it could not be checked", [drifted, contract([], { unknown: [rateLimited] })], [], []],
    ["it could not be checked for long", [unchecked], ["unchecked.opened"], ["shop cannot be checked"]],
    ["it can be checked again", [unchecked, clean], ["unchecked.closed"], ["shop can be checked again"]],
  ])("%s", async (_, nights, types, verdicts) => {
    const hub = await github();
    const { people, programs, circumstances } = await hooks();
    for (const report of nights.slice(0, -1)) await publication(hub, [report]);
    await publication(hub, nights.slice(-1), circumstances);
    await publication(hub, []); // what is not checked is no news
    const told = programs.received.map(({ body }) => JSON.parse(body));
    const titles = people.received.flatMap(({ body }) => /\|([^>]*)>\*/.exec(JSON.parse(body).text)?.[1] ?? []);
    expect({ types: told.map(({ type }) => type), titles, wrong: told.flatMap(complaints) }).toEqual({
      types,
      titles: verdicts,
      wrong: [],
    });
  });
});

test("news links to the issue, the pull request and the run", async () => {
  const hub = await github();
  const { programs, circumstances } = await hooks();
  await publication(hub, [drifted], { ...circumstances, proposals: [proposal("total is gone")] });
  const [{ data }] = programs.received.map(({ body }) => JSON.parse(body));
  expect([data.issue, data["pull-request"], data.run]).toEqual([
    { number: 1, url: expect.stringMatching(/\/issues\/1$/) },
    { number: 2, url: expect.stringMatching(/\/pull\/2$/) },
    "https://github.example/acme/shop/actions/runs/7",
  ]);
});

test("runs that overlap tell a webhook the same id, and only the one whose issue stays tells at all", async () => {
  const hub = await github();
  const { people, programs, circumstances } = await hooks();
  await overlapping(hub, "POST /repos/{owner}/{repo}/issues", () => publication(hub, [drifted], circumstances));
  const worse = contract([total, finding("tax")]);
  await overlapping(hub, "PATCH /repos/{owner}/{repo}/issues/{issue_number}", () =>
    publication(hub, [worse], circumstances),
  );
  const ids = programs.received.map(({ headers }) => headers["webhook-id"]);
  expect({ people: people.received.length, programs: ids.length, ids: new Set(ids).size }).toEqual({
    people: 3, // GitHub has no way to write only if nobody else has: an update told twice has one id
    programs: 3,
    ids: 2,
  });
});

test("an issue that was deleted and opened again the next night is news again", async () => {
  const hub = await github();
  const { programs, circumstances } = await hooks();
  await publication(hub, [drifted], circumstances);
  hub.issue(1).gone = "deleted";
  await publication(hub, [drifted], circumstances);
  expect(programs.received.map(({ headers }) => headers["webhook-id"])).toHaveLength(2);
});

test("what hooks refuse changes nothing of what was published, and nothing secret is told", async () => {
  const hub = await github();
  const { circumstances } = await hooks({ status: 403, body: "CANARY" });
  const result = await publication(hub, [drifted], circumstances);
  const text = publicationText(result);
  expect({
    text: text.replace(/http\S+/g, "URL"),
    deliveries: publicationJson(result).deliveries,
    secret: /CANARY|127\.0\.0\.1:\d+\/C/.test(text + JSON.stringify(publicationJson(result))),
    strict: [true, false].map((strict) => failsStrictly(result, { strict })),
  }).toEqual({
    text: [
      "Published to acme/shop:",
      "  what    where  contract  why",
      "  create  #1     shop      it drifted, and has no issue yet URL",
      "  notify  SLACK  shop      drift.opened [failed]",
      "  notify  HOOK   shop      drift.opened [failed]",
      "warning: The hook SLACK did not get 1 of 1 message: it answered 403.",
      "warning: The hook HOOK did not get 1 of 1 message: it answered 403.",
    ].join("\n"),
    deliveries: [
      { kind: "slack", to: "SLACK", news: [{ type: "drift.opened", vendor: "shop" }], ending: "failed" },
      { kind: "webhook", to: "HOOK", news: [{ type: "drift.opened", vendor: "shop" }], ending: "failed" },
    ],
    secret: false,
    strict: [true, false],
  });
});

test("a dry run lists what would be told, also where no repository is known", async () => {
  const hub = await github();
  const { programs, circumstances } = await hooks();
  const dry = { ...circumstances, dryRun: true };
  const here = await publication(hub, [drifted], dry);
  const nowhere = await publication(hub, [drifted], { ...dry, env: { ...dry.env, GITHUB_REPOSITORY: "" } });
  const endings = [here, nowhere].map(({ deliveries = [] }) => deliveries.map(({ to, ending }) => `${to} ${ending}`));
  const planned = ["SLACK planned", "HOOK planned"];
  expect({ endings, received: programs.received }).toEqual({ endings: [planned, planned], received: [] });
});

test("however much a vendor changed, a message stays below its limit and fits its schema", async () => {
  const hub = await github();
  const { programs, circumstances } = await hooks();
  const texts = [
    '"\\'.repeat(9_000),
    "\u001B[31m::set-output name=a::b\n::error::c".repeat(99),
    "\u{1F980}".repeat(9_000),
  ];
  const findings = Array.from({ length: 60 }, (_, i) => finding(`f${i}`, "breaking", { text: texts[i % 3] ?? "" }));
  await publication(hub, [contract(findings)], circumstances);
  const [body = ""] = programs.received.map((message) => message.body);
  const notification = JSON.parse(body);
  expect({
    wrong: complaints(notification),
    small: Buffer.byteLength(body) < 30_000 && notification.data.findings.length > 0,
    commands: /(^|["\s])::\w|\\u001b/.test(body),
    summary: notification.data.summary.breaking,
  }).toEqual({ wrong: [], small: true, commands: false, summary: 60 });
});

/** Lets one run whole while another is held at a request. */
async function overlapping(hub: GitHub, route: string, run: () => Promise<unknown>): Promise<void> {
  hub.forget();
  let isHeld = false;
  hub.meanwhile(
    (asked) => asked === route && !isHeld,
    async () => {
      isHeld = true;
      await run();
    },
  );
  await run();
  hub.forget();
}

const ajv = new Ajv2020();
formats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync("schema/notification.json", "utf8")));

function complaints(notification: unknown): string[] {
  return validate(notification) ? [] : [ajv.errorsText(validate.errors)];
}
