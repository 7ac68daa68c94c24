import { describe, expect, test } from "vitest";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import type { Issue } from "../../support/github/state.ts";
import { contract, finding, github, night, publication, rateLimited } from "../nights.ts";

const create = "POST /repos/{owner}/{repo}/issues";
const label = "POST /repos/{owner}/{repo}/labels";
const comment = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const change = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

const clean = contract([]);
const total = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const milder = contract([finding("total"), finding("note", "info")]);

/** Nights one after the other; what the last one did, wrote and told. */
async function nights(hub: GitHub, ...reports: readonly ContractReport[]) {
  let last = await night(hub, []);
  for (const report of reports) last = await night(hub, [report]);
  return last;
}

function close(issue: Issue, state_reason: Issue["state_reason"]): void {
  Object.assign(issue, { state: "closed", state_reason });
}

function managed({ body }: Issue): string {
  return /<!-- drift:begin -->[\s\S]*<!-- drift:end -->/.exec(body)?.[0] ?? "";
}

test("Same drift next night: zero writes", async () => {
  const hub = await github();
  expect(await nights(hub, total, total)).toEqual({ did: ["none shop: nothing changed"], writes: [], notes: [] });
});

describe("Drift grows or shrinks", () => {
  test.each<[string, ContractReport, ContractReport, readonly string[]]>([
    ["a breaking finding more: one comment with the delta", total, worse, [comment, change]],
    ["a graver level: one comment with the delta", milder, worse, [comment, change]],
    ["a harmless finding more: no comment", total, milder, [change]],
    ["a finding fewer: no comment", worse, total, [change]],
  ])("%s", async (_, before, now, writes) => {
    const hub = await github();
    expect((await nights(hub, before, now)).writes).toEqual(writes);
  });

  test("only block and marker are replaced, and a person's title and labels stay", async () => {
    const hub = await github();
    await nights(hub, total);
    const issue = hub.issue(1);
    const block = managed(issue);
    Object.assign(issue, { title: "Shop again", body: `Mine.\n${issue.body}\nMine, too.` });
    issue.labels.push("urgent");
    const around = issue.body.replace(block, "B").replace(/rev=\d+|set=\w+|render=\w+/g, "");
    await nights(hub, worse);
    expect({
      around: issue.body.replace(managed(issue), "B").replace(/rev=\d+|set=\w+|render=\w+/g, ""),
      isOther: managed(issue) !== block,
      title: issue.title,
      labels: issue.labels,
    }).toEqual({ around, isOther: true, title: "Shop again", labels: ["contract-drift", "urgent"] });
  });
});

test("Drift seen first time: what only one look saw is unconfirmed, and in no issue", async () => {
  const once = {
    ...rateLimited,
    cause: "vendor-change",
    step: 7,
    text: "tax was removed: seen in one of two looks",
  } as const;
  const hub = await github();
  const alone = await nights(hub, contract([], { unknown: [once] }));
  await nights(hub, contract([finding("total")], { unknown: [once, rateLimited] }));
  expect({
    did: alone.did,
    unconfirmed: hub.issue(1).body.includes("one of two looks"),
    unknown: hub.issue(1).body.includes("429 for all three tries"),
  }).toEqual({
    did: ["none shop: it could not be checked: neither drift nor clean"],
    unconfirmed: false,
    unknown: true,
  });
});

test("Drift vanishes: the first clean night is a silent edit, the last closes as completed with a comment", async () => {
  const hub = await github();
  const first = await nights(hub, total, clean);
  const last = await nights(hub, clean);
  const { state, state_reason, comments } = hub.issue(1);
  expect({ first: first.writes, last: last.writes, state, state_reason, said: comments.map(said) }).toEqual({
    first: [change],
    last: [comment, change],
    state: "closed",
    state_reason: "completed",
    said: ["The vendor and the pinned contract agree, 2 nights in a row. Closed."],
  });
});

describe("Check failed or unknown", () => {
  const failing = (since: string) => contract([], { unknown: [{ ...rateLimited, since }] });
  const three = failing("2025-12-31"); // the nights of tests are in the small hours of 2 January

  test("no change to the item", async () => {
    const hub = await github();
    expect(await nights(hub, total, contract([], { unknown: [rateLimited] }))).toMatchObject({ writes: [] });
  });

  test("after 3 nights one separate item, once", async () => {
    const hub = await github();
    const second = await nights(hub, failing("2026-01-01"));
    const third = await nights(hub, three);
    const fourth = await nights(hub, three);
    const { title, body } = hub.issue(1);
    expect({
      second: second.did,
      third: third.did,
      fourth: fourth.writes,
      title,
      row: /^\| `GET.*$/m.exec(body)?.[0],
    }).toEqual({
      second: ["none shop: it could not be checked: neither drift nor clean"],
      third: [
        "create shop: it could not be checked for three nights",
        "none shop: it could not be checked: neither drift nor clean",
      ],
      fourth: [],
      title: "shop cannot be checked",
      row: "| `GET /invoices` | 2025-12-31 | rate-limit | 429 for all three tries | Probe less often. |",
    });
  });

  test("without a ledger nobody counts the nights, and there is no such item", async () => {
    const hub = await github();
    expect((await nights(hub, ...Array(5).fill(contract([], { unknown: [rateLimited] })))).writes).toEqual([]);
  });

  test("it stands beside the contract's own item, and neither touches the other", async () => {
    const hub = await github();
    await nights(hub, total, { ...total, unknown: three.unknown }, worse);
    expect(hub.state.issues.map(({ title, state }) => `${title}: ${state}`)).toEqual([
      "shop drifted from its pinned contract: open",
      "shop cannot be checked: closed",
    ]);
  });

  test("it closes as soon as all could be checked again, and says so", async () => {
    const hub = await github();
    await nights(hub, three);
    const { did } = await nights(hub, clean);
    expect({ did, state: hub.issue(1).state_reason, said: hub.issue(1).comments.map(said) }).toEqual({
      did: ["close shop: clean night 1 of 1", "none shop: nothing drifted"],
      state: "completed",
      said: ["Everything could be checked again. Closed."],
    });
  });

  test("it stays while something else cannot be checked, and comes back as the same item", async () => {
    const hub = await github();
    await nights(hub, three);
    const other = await nights(hub, failing("2026-01-02"));
    await nights(hub, clean);
    const again = await nights(hub, three);
    expect({ other: other.did, again: again.did[0], issues: hub.state.issues.length }).toEqual({
      other: [
        "none shop: it could not be checked: neither drift nor clean",
        "none shop: it could not be checked, but not for three nights yet",
      ],
      again: "reopen shop: it could not be checked for three nights again",
      issues: 1,
    });
  });

  test("a person who closes it as not planned hears no more of it", async () => {
    const hub = await github();
    await nights(hub, three);
    close(hub.issue(1), "not_planned");
    expect((await nights(hub, three)).writes).toEqual([]);
  });
});

test("Human closes not_planned: muted, until something new breaks", async () => {
  const hub = await github();
  await nights(hub, total);
  close(hub.issue(1), "not_planned");
  const same = await nights(hub, total, milder);
  const breaking = await nights(hub, worse);
  expect({ same: same.writes, breaking: breaking.did, said: hub.issue(1).comments.map(said) }).toEqual({
    same: [],
    breaking: ["reopen shop: new breaking drift"],
    said: ["New breaking drift, beside what was here when this was closed:\n\n- **breaking**: tax was removed"],
  });
});

test("Human closes completed: reopened once, then muted", async () => {
  const hub = await github();
  await nights(hub, total);
  close(hub.issue(1), "completed");
  const first = await nights(hub, total);
  close(hub.issue(1), "completed");
  expect([first.did, (await nights(hub, total)).did]).toEqual([
    ["reopen shop: closed as completed, but still present"],
    ["none shop: a person closed it, and nothing new breaks"],
  ]);
});

test("Human closes duplicate: followed", async () => {
  const hub = await github();
  await nights(hub, total);
  close(hub.issue(1), "duplicate");
  expect((await nights(hub, total)).writes).toEqual([]);
});

test("Label drift:ignore: closed as not planned, with the command to run", async () => {
  const hub = await github();
  await nights(hub, total);
  hub.issue(1).labels.push("drift:ignore");
  await nights(hub, total);
  const { state_reason, comments } = hub.issue(1);
  expect({ state_reason, said: comments.map(said) }).toEqual({
    state_reason: "not_planned",
    said: [
      [
        "Closed, because it carries the label `drift:ignore`.",
        "To accept it for good, run this with your reason, and commit `specs/shop/pin.json`:",
        '```sh\ndriftpin accept fingerprint of total --everywhere --vendor shop --reason ""\n```',
      ].join("\n\n"),
    ],
  });
});

test("Accepted in the pin: closed as not planned", async () => {
  const hub = await github();
  await nights(hub, total, contract([finding("total", "breaking", { accepted: { reason: "not read" } })]));
  expect(hub.issue(1).state_reason).toBe("not_planned");
});

test("Human edits inside the block: kept until our content changes", async () => {
  const hub = await github();
  await nights(hub, total);
  const issue = hub.issue(1);
  issue.body = issue.body.replace("total was removed", "total was removed (we know)");
  const same = await nights(hub, total);
  const kept = issue.body.includes("(we know)");
  await nights(hub, worse);
  expect([same.writes, kept, issue.body.includes("(we know)")]).toEqual([[], true, false]);
});

describe("Markers broken or removed", () => {
  test("a delimiter is missing: one comment, then the text is the person's", async () => {
    const hub = await github();
    await nights(hub, total);
    const issue = hub.issue(1);
    issue.body = issue.body.replace("<!-- drift:end -->", "");
    const told = await nights(hub, worse);
    expect([told.writes, (await nights(hub, worse)).writes, issue.comments.length]).toEqual([[comment, change], [], 1]);
  });

  test("the marker is gone: adopted by label, author and exact title, and restored", async () => {
    const hub = await github();
    await nights(hub, total);
    const marker = hub.issue(1).body.split("\n")[0] ?? "";
    hub.issue(1).body = hub.issue(1).body.replace(`${marker}\n`, "");
    await nights(hub, total);
    expect([hub.state.issues.length, hub.issue(1).body.startsWith("<!-- drift:v1 id=")]).toEqual([1, true]);
  });

  test("a person's issue with a copied marker is not ours", async () => {
    const hub = await github();
    await nights(hub, total);
    const { title, body, labels } = hub.issue(1);
    hub.issue(1).gone = "deleted";
    hub.open({ author: "mallory", title, body, labels });
    expect((await nights(hub, total)).did).toEqual(["create shop: it drifted, and has no issue yet"]);
  });
});

test("Too many new items: the gravest get theirs, one overview tells of the rest, and closes when none waits", async () => {
  const hub = await github();
  const three = ["a", "b", "c"].map((vendor, i) => ({
    ...contract([finding("total", i === 0 ? "info" : "breaking")]),
    vendor,
  }));
  for (let i = 0; i < 4; i += 1) await night(hub, three, { publish: { maxNewIssues: 2 } });
  expect(hub.state.issues.map(({ title, comments }) => [title, ...comments.map(said)])).toEqual([
    ["b drifted from its pinned contract"],
    ["c drifted from its pinned contract"],
    ["More contracts drifted", "No contract waits for an issue of its own any more, 2 nights in a row. Closed."],
    ["a drifted from its pinned contract"],
  ]);
});

test("Title: one line of at most 256 characters, whatever the vendor is called", async () => {
  const hub = await github();
  const vendor = `shop\n@octocat #1 ${"🙈".repeat(300)}`;
  await nights(hub, { ...total, vendor }, { ...total, vendor });
  const { title } = hub.issue(1);
  expect([hub.state.issues.length, title.length <= 256, title.split("\n").length, /@o|#1/.test(title)]).toEqual([
    1,
    true,
    1,
    false,
  ]);
});

describe("Label missing", () => {
  test("it is made, and an existing one stays as it is", async () => {
    const hub = await github();
    const made = await nights(hub, total);
    const there = await nights(hub, { ...total, vendor: "mail" });
    expect([made.writes, there.writes]).toEqual([[label, create], [create]]);
  });

  test("no permission: the item is opened without, this is told, and it is not opened again", async () => {
    const hub = await github();
    hub.fail({
      on: (route) => route === label,
      applied: false,
      reply: { status: 403, body: { message: "Resource not accessible" } },
    });
    await nights(hub, total);
    hub.issue(1).labels = []; // as GitHub leaves them out for those who may not label
    expect(await nights(hub, total)).toEqual({
      did: ["create shop: it drifted, and has no issue yet"],
      writes: [],
      notes: [
        "#1 is open without the label contract-drift, so no run keeps it up to date. add the label to #1, and give the token the permission issues: write",
      ],
    });
  });
});

test("Assignee invalid: skipped with a warning, and people are assigned only on create", async () => {
  const hub = await github();
  const owned = (report: ContractReport) => ({ ...report, owners: ["@octocat", "@nobody", "team@acme.example"] });
  const { notes } = await nights(hub, owned(total));
  const assigned = hub.issue(1).assignees;
  hub.issue(1).assignees = [];
  await nights(hub, owned(worse));
  expect({ notes, assigned, later: hub.issue(1).assignees }).toEqual({
    notes: ["nobody owns this contract, but cannot be assigned in this repository."],
    assigned: ["octocat"],
    later: [],
  });
});

describe("Owners: teams become a cc line", () => {
  test.each([
    [true, "cc @acme/integrations @acme/shop"],
    [false, undefined],
  ])("with mention-owners: %s", async (mentionOwners, line) => {
    const hub = await github();
    const owners = ["@acme/integrations", "@octocat", "@acme/shop", "@a/b/c @everyone"];
    await night(hub, [{ ...total, owners }], { publish: { mentionOwners } });
    expect(hub.issue(1).body.match(/^cc .*$/m)?.[0]).toBe(line);
  });
});

test("Issue locked: the body is changed, and the comment skipped without a word", async () => {
  const hub = await github();
  await nights(hub, total);
  hub.issue(1).locked = true;
  expect(await nights(hub, worse)).toEqual({ did: ["update shop: the findings changed"], writes: [change], notes: [] });
});

test.each(["transferred", "deleted"] as const)("Issue %s: dropped, and told anew here", async (gone) => {
  const hub = await github();
  await nights(hub, total);
  hub.issue(1).gone = gone;
  expect((await nights(hub, total)).did).toEqual(["create shop: it drifted, and has no issue yet"]);
});

test("Closed by driftpin: always with a comment, and with the run's page where there is one", async () => {
  const hub = await github();
  const env = { GITHUB_SERVER_URL: "https://github.acme.example", GITHUB_RUN_ID: "7" };
  for (const report of [total, clean, clean]) await publication(hub, [report], { env });
  expect(hub.issue(1).comments.map(said)).toEqual([
    "The vendor and the pinned contract agree, 2 nights in a row. Closed. Seen in [this run](https://github.acme.example/acme/shop/actions/runs/7).",
  ]);
});

/** A comment without its own marker. */
function said({ body }: { readonly body: string }): string {
  return body.split("\n").slice(1).join("\n");
}
