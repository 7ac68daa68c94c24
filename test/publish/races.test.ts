import { expect, test } from "vitest";
import { invalid } from "../support/github/replies.ts";
import type { State } from "../support/github/state.ts";
import { contract, finding, github, night } from "./nights.ts";

const total = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const read = "GET /repos/{owner}/{repo}/issues/{issue_number}";
const write = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

interface Case {
  /** Happens just before the first request of this route. */
  readonly before: string;
  readonly meanwhile: (state: State) => void;
  readonly ending: string;
  readonly note: string;
}

const cases: Record<string, Case> = {
  "deleted the issue": {
    before: read,
    meanwhile: (state) => change(state, { gone: "deleted" }),
    ending: "dropped",
    note: "#1, the issue of shop, was deleted or transferred.",
  },
  "transferred the issue": {
    before: read,
    meanwhile: (state) => change(state, { gone: "transferred" }),
    ending: "dropped",
    note: "#1, the issue of shop, was deleted or transferred.",
  },
  "closed the issue": {
    before: read,
    meanwhile: (state) => change(state, { state: "closed", state_reason: "not_planned" }),
    ending: "dropped",
    note: "#1, the issue of shop, changed while this ran; the next run looks again.",
  },
  "deleted the issue at the last moment": {
    before: write,
    meanwhile: (state) => change(state, { gone: "deleted" }),
    ending: "dropped",
    note: "The issue of shop was deleted or transferred.",
  },
  "archived the repository": {
    before: write,
    meanwhile: (state) => {
      state.archived = true;
    },
    ending: "refused",
    note: "The repository is archived: nothing can be written.",
  },
  "disabled issues": {
    before: write,
    meanwhile: (state) => {
      state.hasIssues = false;
    },
    ending: "refused",
    note: "Issues are disabled in the repository: nothing can be written.",
  },
};

test.each(Object.entries(cases))(
  "where a person %s while this ran, the rest is done and this is told",
  async (_, { before, meanwhile, ending, note }) => {
    const hub = await github();
    await night(hub, [total]);
    hub.fail({
      on(route) {
        if (route === before) meanwhile(hub.state);
        return false;
      },
      applied: false,
    });
    const { did, notes } = await night(hub, [worse]);
    expect({ did, notes }).toEqual({ did: [`update shop: the findings changed (${ending})`], notes: [note] });
  },
);

test("a GitHub that knows no duplicates closes as not planned", async () => {
  const hub = await github();
  await night(hub, [total]);
  const { title, body, labels, author } = hub.issue(1);
  hub.open({ author, title, body, labels });
  hub.fail({
    on: (route) => route === write,
    applied: false,
    times: 1,
    reply: invalid("Issue", "state_reason", "invalid"),
  });
  await night(hub, [total]);
  expect(hub.issue(2)).toMatchObject({ state: "closed", state_reason: "not_planned" });
});

test("what GitHub refuses is told, and the others are done", async () => {
  const hub = await github();
  await night(hub, [total]);
  hub.fail({ on: (route) => route === write, applied: false, times: 1, reply: invalid("Issue", "body", "custom") });
  expect(await night(hub, [worse, { ...total, vendor: "mail" }])).toMatchObject({
    did: ["update shop: the findings changed (failed)", "create mail: it drifted, and has no issue yet"],
    notes: [expect.stringMatching(/^GitHub did not carry out what shop needs: Validation Failed/)],
  });
});

test("a person's long text leaves less room for ours", async () => {
  const hub = await github();
  await night(hub, [total]);
  hub.issue(1).body += "A person's words. ".repeat(3_000);
  const many = Array.from({ length: 100 }, (_, i) => finding(`field ${i} ${"long ".repeat(160)}`));
  expect((await night(hub, [contract(many)])).did).toEqual(["update shop: the findings changed"]);
});

function change({ issues }: State, changes: Partial<State["issues"][number]>): void {
  Object.assign(issues[0] ?? {}, changes);
}
