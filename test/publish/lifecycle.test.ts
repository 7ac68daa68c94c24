import { describe, expect, test } from "vitest";
import type { ContractReport } from "../../src/report/report.ts";
import type { GitHub } from "../support/github/index.ts";
import type { Issue } from "../support/github/state.ts";
import { type Circumstances, contract, finding, github, type Night, night, rateLimited } from "./nights.ts";

const create = "POST /repos/{owner}/{repo}/issues";
const label = "POST /repos/{owner}/{repo}/labels";
const comment = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const change = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

const clean = contract([]);
const total = contract([finding("total")]);
const totalAndTax = contract([finding("total"), finding("tax")]);
const totalAndNote = contract([finding("total"), finding("note", "info")]);
const accepted = contract([finding("total", "breaking", { accepted: { reason: "we do not read it" } })]);
const unknown = contract([], { unknown: [rateLimited] });

test("drift that is seen for the first time opens one labelled issue", async () => {
  const hub = await github();
  const first = await night(hub, [total]);
  const { title, state, labels, author } = hub.issue(1);
  expect({ ...first, title, state, labels, author, issues: hub.state.issues.length }).toEqual({
    did: ["create shop: it drifted, and has no issue yet"],
    writes: [label, create],
    notes: [],
    title: "shop drifted from its pinned contract",
    state: "open",
    labels: ["contract-drift"],
    author: "github-actions[bot]",
    issues: 1,
  });
});

test.each([
  ["nothing drifted", clean],
  ["everything that drifted is accepted", accepted],
  ["it could not be checked: neither drift nor clean", unknown],
])("no issue is opened where %s", async (reason, report) => {
  const hub = await github();
  expect(await night(hub, [report])).toEqual({ did: [`none shop: ${reason}`], writes: [], notes: [] });
});

/** What happens on the night after an issue was opened, and a person did something. */
interface Story {
  readonly opened?: ContractReport;
  readonly meanwhile?: (issue: Issue, hub: GitHub) => void;
  readonly tonight: ContractReport;
  readonly more?: Circumstances;
  readonly did: string;
  readonly writes: readonly string[];
  readonly issue?: Partial<Issue>;
  /** What the last comment contains. */
  readonly says?: string;
  /** What the same night writes a second time, if anything. */
  readonly again?: readonly string[];
}

const stories: Record<string, Story> = {
  "the same drift writes nothing": { tonight: total, did: "none shop: nothing changed", writes: [] },
  "a new breaking finding is written and told once": {
    tonight: totalAndTax,
    did: "update shop: the findings changed",
    writes: [comment, change],
    says: "- **breaking**: tax was removed",
  },
  "a new harmless finding is written, and nobody is notified": {
    tonight: totalAndNote,
    did: "update shop: the findings changed",
    writes: [change],
  },
  "a graver level is told": {
    opened: contract([finding("total", "warning")]),
    tonight: total,
    did: "update shop: the findings changed",
    writes: [comment, change],
    says: "- **breaking**: total was removed",
  },
  "fewer findings are written, and nobody is notified": {
    opened: totalAndTax,
    tonight: total,
    did: "update shop: the findings changed",
    writes: [change],
  },
  "the same findings at other lines of code are written, and nobody is notified": {
    tonight: contract([
      finding("total", "breaking", { impact: [{ file: "src/a.ts", line: 3, column: 1, certainty: "called" }] }),
    ]),
    did: "update shop: the same drift reads differently",
    writes: [change],
  },
  "the same drift in a newer version of the description writes nothing": {
    tonight: contract(
      [finding("total", "breaking", { location: { pointer: "/x", revision: { file: "b", line: 9 } } })],
      {
        published: { source: "npm:@shop/openapi@latest#openapi.json", version: "1.2.0" },
      },
    ),
    opened: contract([finding("total", "breaking", { location: { pointer: "/x", revision: { file: "a", line: 3 } } })]),
    did: "none shop: nothing changed",
    writes: [],
  },
  "the first clean night is only remembered": {
    tonight: clean,
    did: "update shop: clean night 1 of 2",
    writes: [change],
    issue: { state: "open" },
    again: [comment, change],
  },
  "the last clean night closes with a comment": {
    tonight: clean,
    more: { publish: { closeAfter: 1 } },
    did: "close shop: clean night 1 of 1",
    writes: [comment, change],
    issue: { state: "closed", state_reason: "completed" },
    says: "The vendor and the pinned contract agree. Closed.",
  },
  "a night that could not check changes nothing": {
    tonight: unknown,
    did: "none shop: it could not be checked: neither drift nor clean",
    writes: [],
  },
  "what was not seen on a night that could not check everything is not taken for gone": {
    opened: totalAndTax,
    tonight: { ...total, unknown: [rateLimited] },
    did: "none shop: nothing changed",
    writes: [],
  },
  "what is new on a night that could not check everything is told": {
    tonight: contract([finding("tax")], { unknown: [rateLimited] }),
    did: "update shop: the findings changed",
    writes: [comment, change],
    says: "- **breaking**: tax was removed",
  },
  "drift that the team accepted closes as not planned": {
    tonight: accepted,
    did: "close shop: everything that drifted is accepted",
    writes: [comment, change],
    issue: { state: "closed", state_reason: "not_planned" },
    says: "The team accepted everything that was found.",
  },
  "the label to ignore closes as not planned, and says how to accept for good": {
    meanwhile: (issue) => issue.labels.push("drift:ignore"),
    tonight: total,
    did: "close shop: labelled drift:ignore",
    writes: [comment, change],
    issue: { state: "closed", state_reason: "not_planned" },
    says: "driftpin accept fingerprint of total --everywhere --vendor shop",
  },
  "closed as not planned: the same drift does not come back": {
    meanwhile: closed("not_planned"),
    tonight: total,
    did: "none shop: a person closed it, and nothing new breaks",
    writes: [],
  },
  "closed as not planned: less drift does not come back": {
    opened: totalAndTax,
    meanwhile: closed("not_planned"),
    tonight: total,
    did: "none shop: a person closed it, and nothing new breaks",
    writes: [],
  },
  "closed as not planned: harmless news do not come back": {
    meanwhile: closed("not_planned"),
    tonight: totalAndNote,
    did: "none shop: a person closed it, and nothing new breaks",
    writes: [],
  },
  "closed as not planned: new breaking drift reopens, and only the new is told": {
    meanwhile: closed("not_planned"),
    tonight: totalAndTax,
    did: "reopen shop: new breaking drift",
    writes: [comment, change],
    issue: { state: "open", state_reason: "reopened" },
    says: "New breaking drift, beside what was here when this was closed:\n\n- **breaking**: tax was removed",
  },
  "closed as a duplicate is followed": {
    meanwhile: closed("duplicate"),
    tonight: total,
    did: "none shop: a person closed it, and nothing new breaks",
    writes: [],
  },
  "closed as completed: drift that is still there reopens": {
    meanwhile: closed("completed"),
    tonight: total,
    did: "reopen shop: closed as completed, but still present",
    writes: [comment, change],
    issue: { state: "open", state_reason: "reopened" },
    says: "the drift is still present and the pin has not changed",
  },
  "closed as completed: other drift reopens as news": {
    meanwhile: closed("completed"),
    tonight: contract([finding("tax")]),
    did: "reopen shop: it drifted again",
    writes: [comment, change],
    says: "The vendor and the pinned contract differ again.",
  },
  "closed as completed and clean stays as it is": {
    meanwhile: closed("completed"),
    tonight: clean,
    did: "none shop: nothing drifted",
    writes: [],
  },
  "a locked conversation gets the text, but no comment": {
    meanwhile: (issue) => {
      issue.locked = true;
    },
    tonight: totalAndTax,
    did: "update shop: the findings changed",
    writes: [change],
  },
  "a title that a person chose stays": {
    meanwhile: (issue) => {
      issue.title = "Shop broke us again";
    },
    tonight: totalAndNote,
    did: "update shop: the findings changed",
    writes: [change],
    issue: { title: "Shop broke us again" },
  },
  "a removed marker is found again by the title, and restored": {
    meanwhile: (issue) => {
      issue.body = issue.body.replace(/^.*\n/, "");
    },
    tonight: total,
    did: "update shop: the same drift reads differently",
    writes: [change],
  },
  "a removed text is found again by the title, and restored": {
    meanwhile: (issue) => {
      issue.body = "gone, sorry";
    },
    tonight: total,
    did: "update shop: the findings changed",
    writes: [change],
  },
  "a text that was taken apart is left to the person, and said so once": {
    meanwhile: (issue) => {
      issue.body = issue.body.replace("<!-- drift:end -->", "");
    },
    tonight: totalAndTax,
    did: "comment shop: the markers around the text are incomplete",
    writes: [comment, change],
    says: "The markers around driftpin's part of this text are incomplete",
  },
  "a text that was taken apart and closed is left alone": {
    meanwhile: (issue) => {
      issue.body = issue.body.replace("<!-- drift:end -->", "");
      closed("not_planned")(issue);
    },
    tonight: totalAndTax,
    did: "none shop: a person took the text apart and closed it",
    writes: [],
  },
  "a text that was taken apart still closes when all is clean": {
    meanwhile: (issue) => {
      issue.body = issue.body.replace("<!-- drift:end -->", "");
    },
    tonight: clean,
    more: { publish: { closeAfter: 1 } },
    did: "close shop: clean night 1 of 1",
    writes: [comment, change],
    issue: { state: "closed" },
  },
  "a deleted issue is told anew": {
    meanwhile: (issue) => {
      issue.gone = "deleted";
    },
    tonight: total,
    did: "create shop: it drifted, and has no issue yet",
    writes: [create],
  },
  "an issue without our label is not ours": {
    meanwhile: (issue) => {
      issue.labels = [];
    },
    tonight: total,
    did: "create shop: it drifted, and has no issue yet",
    writes: [create],
  },
};

describe("an issue, the night after; and on the next such night there is nothing left to do", () => {
  test.each(Object.entries(stories))("%s", async (_, story) => {
    const hub = await github();
    await night(hub, [story.opened ?? total]);
    story.meanwhile?.(hub.issue(1), hub);
    const { did, writes } = await night(hub, [story.tonight], story.more);
    const { comments, ...issue } = structuredClone(hub.issue(1));
    const says = (comments.at(-1)?.body ?? "").includes(story.says ?? "");
    const again = await night(hub, [story.tonight], story.more);
    expect({ did, writes, issue, says, again: again.writes }).toEqual({
      did: [story.did],
      writes: story.writes,
      issue: expect.objectContaining(story.issue ?? {}),
      says: true,
      again: story.again ?? [],
    });
  });
});

test("clean nights count only in a row", async () => {
  const hub = await github();
  const nights: Night[] = [];
  for (const report of [total, clean, total, clean, clean, clean]) nights.push(await night(hub, [report]));
  expect(nights.flatMap(({ did }) => did)).toEqual([
    "create shop: it drifted, and has no issue yet",
    "update shop: clean night 1 of 2",
    "update shop: it drifts again before it was closed",
    "update shop: clean night 1 of 2",
    "close shop: clean night 2 of 2",
    "none shop: nothing drifted",
  ]);
});

test("drift that comes back after it was settled reopens the same issue", async () => {
  const hub = await github();
  for (const report of [total, clean, clean]) await night(hub, [report]);
  expect(await night(hub, [total])).toEqual({
    did: ["reopen shop: it drifted again"],
    writes: [comment, change],
    notes: [],
  });
});

test("what a person reopens after it was settled stays open", async () => {
  const hub = await github();
  for (const report of [total, clean, clean]) await night(hub, [report]);
  Object.assign(hub.issue(1), { state: "open", state_reason: "reopened" });
  expect(await night(hub, [clean])).toEqual({ did: ["none shop: a person reopened it"], writes: [], notes: [] });
});

test("a second close as completed is final", async () => {
  const hub = await github();
  await night(hub, [total]);
  closed("completed")(hub.issue(1));
  await night(hub, [total]);
  closed("completed")(hub.issue(1));
  expect(await night(hub, [total])).toEqual({
    did: ["none shop: a person closed it, and nothing new breaks"],
    writes: [],
    notes: [],
  });
});

test("the same worsening is told again if it went away between", async () => {
  const hub = await github();
  for (const report of [total, totalAndTax, total, totalAndTax]) await night(hub, [report]);
  expect(hub.issue(1).comments).toHaveLength(2);
});

function closed(state_reason: Issue["state_reason"]): (issue: Issue) => void {
  return (issue) => {
    Object.assign(issue, { state: "closed", state_reason });
  };
}
