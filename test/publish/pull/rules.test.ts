import { describe, expect, test } from "vitest";
import type { Proposal } from "../../../src/publish/proposal.ts";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import type { Issue } from "../../support/github/state.ts";
import { contract, finding, github, rateLimited } from "../nights.ts";
import { clean, drift, evening, pinCommit, seen, tax, total } from "./proposals.ts";

const branch = "driftpin/shop";
const worse = contract([finding("total"), finding("tax")]);
const partly = contract([finding("total")], { unknown: [rateLimited] });
const unknown = contract([], { unknown: [rateLimited] });
const accepted = contract([finding("total", "breaking", { accepted: { reason: "we do not read it" } })]);

const route = (text: string) => text.replace(" ", " /repos/{owner}/{repo}/");
const change = route("PATCH pulls/{pull_number}");
const open = route("POST pulls");
const comment = route("POST issues/{issue_number}/comments");
const label = route("POST issues/{issue_number}/labels");
const unlabel = route("DELETE issues/{issue_number}/labels/{name}");
const issue = route("PATCH issues/{issue_number}");
const remove = route("DELETE git/refs/{ref}");
const make = route("POST git/refs");
const commit = [route("POST git/blobs"), route("POST git/blobs"), route("POST git/trees"), route("POST git/commits")];
const move = "POST /graphql";

/** What happens after an evening on which issue #1 and pull request #2 were opened. */
interface Story {
  /** How many clean nights went by since. */
  readonly cleanNights?: number;
  readonly meanwhile?: (hub: GitHub) => void;
  readonly tonight: ContractReport;
  readonly proposals?: readonly Proposal[];
  readonly did: readonly string[];
  readonly writes: readonly string[];
  readonly pull?: object;
  readonly issue?: Partial<Issue>;
  /** What is on the branch after that; where nothing is said, what was there before. */
  readonly branch?: "total" | "tax" | "gone" | "a person's";
  /** What the last comment on the pull request contains. */
  readonly says?: string;
  /** What the same night writes a second time, if anything. */
  readonly again?: readonly string[];
}

const nothingNew = "none shop: nothing changed";
const aPersonPushes = ({ people }: GitHub) => people.push({ branch, files: { "src/shop.ts": "adapted" } });
const theBaseMoves = ({ people }: GitHub) => people.push({ branch: "main", files: { "README.md": "# Our shop\n" } });
const theBaseTouchesOurs = ({ people }: GitHub) =>
  people.push({ branch: "main", files: { "specs/shop/pin.json": "{ by: hand }" } });

const stories: Record<string, Story> = {
  "Same drift next night: zero writes": { tonight: drift, did: [nothingNew, nothingNew], writes: [] },
  "Same drift next night, of another version: zero writes": {
    tonight: contract([finding("total")], { published: { source: "npm:@shop/openapi", version: "1.1.1" } }),
    proposals: [{ ...total, commits: [pinCommit("shop", "total is gone, of another version")] }],
    did: [nothingNew, nothingNew],
    writes: [],
  },
  "Drift grows or shrinks: the branch and our text are made anew": {
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "update shop: something else drifted than what it held"],
    writes: [comment, issue, ...commit, move, change],
    branch: "tax",
  },
  "Drift grows or shrinks: a title that a person gave stays": {
    meanwhile: ({ people }) => people.edit(2, { title: "Our own title" }),
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "update shop: something else drifted than what it held"],
    writes: [comment, issue, ...commit, move, change],
    branch: "tax",
    pull: { title: "Our own title" },
  },
  "Human edits outside of the block: never touched": {
    meanwhile: ({ people }) => people.edit(2, { body: `${people.pull(2).body}\nA person's words.` }),
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "update shop: something else drifted than what it held"],
    writes: [comment, issue, ...commit, move, change],
    branch: "tax",
    pull: { body: expect.stringMatching(/-->\n\nA person's words\.$/) },
  },
  "Markers broken: the text is a person's, and that is told once": {
    meanwhile: ({ people }) =>
      people.edit(2, {
        body: people
          .pull(2)
          .body.replace("<!-- drift:end -->", "")
          .replace(/Merging.*/, "Mine."),
      }),
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "update shop: something else drifted than what it held"],
    writes: [comment, issue, ...commit, move, comment, change],
    branch: "tax",
    says: "incomplete",
    pull: { body: expect.stringContaining("Mine.") },
  },
  "Marker removed: same label, author and title, adopted and restored": {
    meanwhile: ({ people }) => people.edit(2, { body: "A person's words." }),
    tonight: drift,
    did: [nothingNew, "update shop: its text is out of date"],
    writes: [change],
    pull: { body: expect.stringMatching(/^<!-- drift:v1 id=[\s\S]*Closes #1\.[\s\S]*A person's words\.$/) },
  },
  "Drift vanishes, first clean night: the pull request waits for its issue": {
    tonight: clean,
    did: ["update shop: clean night 1 of 2", "none shop: it waits until its issue closes"],
    writes: [issue],
    again: [issue, comment],
  },
  "Drift vanishes: on the night on which the issue closes, closed and its branch deleted": {
    cleanNights: 1,
    tonight: clean,
    did: ["close shop: clean night 2 of 2", "close shop: nothing drifts any more"],
    writes: [comment, issue, comment, change, remove],
    pull: { state: "closed" },
    branch: "gone",
    says: "nothing left to accept",
  },
  "Drift vanishes: everything is accepted": {
    tonight: accepted,
    did: ["close shop: everything that drifted is accepted", "close shop: nothing drifts any more"],
    writes: [comment, issue, comment, change, remove],
    pull: { state: "closed" },
    branch: "gone",
  },
  "Drift vanishes, and a person pushed: one comment, and left": {
    cleanNights: 1,
    meanwhile: aPersonPushes,
    tonight: clean,
    did: [
      "close shop: clean night 2 of 2",
      "comment shop: nothing drifts any more, and somebody else committed to its branch",
    ],
    writes: [comment, issue, comment, change],
    branch: "a person's",
    says: "leaves it and this pull request to you",
  },
  "Check failed or unknown: no change": {
    tonight: unknown,
    proposals: [],
    did: [
      "none shop: it could not be checked: neither drift nor clean",
      "none shop: it could not be checked: neither drift nor clean",
    ],
    writes: [],
  },
  "A night that saw less: one that saw more is not overwritten": {
    tonight: partly,
    proposals: [{ ...tax, contract: total.contract }],
    did: [nothingNew, "none shop: tonight saw less of it, and the same contract is published"],
    writes: [],
  },
  "A night that saw less, of another contract: made anew": {
    tonight: partly,
    proposals: [tax],
    did: [nothingNew, "update shop: something else drifted than what it held"],
    writes: [...commit, move, change],
    branch: "tax",
  },
  "Human pushed to the bot branch: never push, one comment": {
    meanwhile: aPersonPushes,
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "comment shop: somebody else committed to its branch"],
    writes: [comment, issue, comment, change],
    branch: "a person's",
    says: "no longer pushes to it",
  },
  "Human committed with our trailers: never push, one comment": {
    meanwhile(hub) {
      const message = messageOf(hub, hub.state.refs.get(`refs/heads/${branch}`) ?? "");
      hub.people.reset(branch, hub.people.push({ branch: "theirs", files: { "src/shop.ts": "adapted" }, message }));
    },
    tonight: worse,
    proposals: [tax],
    did: ["update shop: the findings changed", "comment shop: somebody else committed to its branch"],
    writes: [comment, issue, comment, change],
    branch: "a person's",
    says: "no longer pushes to it",
  },
  "Human pushed, label drift:rebuild: made anew, and the label is taken off": {
    meanwhile(hub) {
      aPersonPushes(hub);
      hub.people.label(2, "drift:rebuild");
    },
    tonight: drift,
    did: [nothingNew, "update shop: a person asked for it"],
    writes: [...commit, move, unlabel, change],
    pull: { labels: ["contract-drift"] },
    branch: "total",
  },
  "Human pushed, ticked box: made anew, and the tick is taken off": {
    meanwhile(hub) {
      aPersonPushes(hub);
      hub.people.edit(2, { body: hub.people.pull(2).body.replace("- [ ] <!-- drift:r", "- [x] <!-- drift:r") });
    },
    tonight: drift,
    did: [nothingNew, "update shop: a person asked for it"],
    writes: [...commit, move, change],
    pull: { body: expect.stringContaining("- [ ] <!-- drift:rebuild -->") },
    branch: "total",
  },
  "Label drift:rebuild with nothing to make anew: only taken off": {
    meanwhile: ({ people }) => people.label(2, "drift:rebuild"),
    tonight: drift,
    did: [nothingNew, "update shop: a person asked for it"],
    writes: [unlabel],
  },
  "Base moved, our files untouched: do nothing": {
    meanwhile: theBaseMoves,
    tonight: drift,
    did: [nothingNew, nothingNew],
    writes: [],
  },
  "Base touched our files or conflict: rebuilt on the new base, lease push": {
    meanwhile: theBaseTouchesOurs,
    tonight: drift,
    did: [nothingNew, "update shop: our files were changed on the branch that it is for"],
    writes: [...commit, move, change],
    branch: "total",
  },
  "Same tree already on base (merged): branch deleted, issue closed as completed": {
    meanwhile({ people, issue: of }) {
      people.merge(2);
      of(1).state = "open"; // as where the base is not the default branch
    },
    tonight: clean,
    proposals: [],
    did: ["close shop: clean night 1 of 1", "delete shop: #2 was merged"],
    writes: [comment, issue, remove],
    pull: { state: "closed", merged: true },
    issue: { state: "closed", state_reason: "completed" },
    branch: "gone",
  },
  "Same tree already on base (squashed): branch deleted, issue closed as completed": {
    meanwhile({ people, issue: of }) {
      people.merge(2, "squash");
      of(1).state = "open";
    },
    tonight: clean,
    proposals: [],
    did: ["close shop: clean night 1 of 1", "delete shop: #2 was merged"],
    writes: [comment, issue, remove],
    pull: { state: "closed", merged: true },
    branch: "gone",
  },
  "Same tree already on base (by hand): pull request closed, branch deleted, issue closed as completed": {
    meanwhile: ({ people }) => people.push({ branch: "main", files: filesOf(total) }),
    tonight: clean,
    proposals: [],
    did: ["close shop: clean night 1 of 1", "close shop: main holds all of this already"],
    writes: [comment, issue, comment, change, remove],
    pull: { state: "closed", merged: false },
    issue: { state: "closed", state_reason: "completed" },
    branch: "gone",
    says: "holds all of this already",
  },
  "Same tree already on base, while the check ran before it: pull request closed, branch deleted": {
    meanwhile: ({ people }) => people.push({ branch: "main", files: filesOf(total) }),
    tonight: drift,
    did: [nothingNew, "close shop: main holds all of this already", "update shop: its pull request is gone"],
    writes: [comment, change, remove, issue],
    pull: { state: "closed" },
    branch: "gone",
  },
  "Human closed the pull request unmerged, same tree: not made again": {
    meanwhile: ({ people }) => people.close(2),
    tonight: drift,
    did: [nothingNew, "none shop: a person closed #2"],
    writes: [],
    pull: { state: "closed" },
  },
  "Human closed the pull request unmerged and deleted its branch: not made again": {
    meanwhile({ people }) {
      people.close(2);
      people.deleteBranch(branch);
    },
    tonight: drift,
    did: [nothingNew, "none shop: a person closed #2"],
    writes: [],
    pull: { state: "closed" },
    branch: "gone",
  },
  "Human deleted the branch, which closes the pull request: not made again": {
    meanwhile: ({ people }) => people.deleteBranch(branch),
    tonight: drift,
    did: [nothingNew, "none shop: a person closed #2"],
    writes: [],
    pull: { state: "closed" },
    branch: "gone",
  },
  "Human closed the pull request unmerged, and the issue as not planned: nothing more is heard": {
    meanwhile({ people }) {
      people.close(2);
      people.close(1, "not_planned");
    },
    tonight: contract([finding("total"), finding("note", "info")]),
    proposals: [tax],
    did: ["none shop: a person closed it, and nothing new breaks", "none shop: its issue is closed"],
    writes: [],
    pull: { state: "closed" },
  },
  "Human closed the pull request unmerged, and the drift vanishes: the branch is deleted with the issue": {
    cleanNights: 1,
    meanwhile: ({ people }) => people.close(2),
    tonight: clean,
    did: ["close shop: clean night 2 of 2", "delete shop: nothing drifts any more"],
    writes: [comment, issue, remove],
    pull: { state: "closed" },
    branch: "gone",
  },
  "Label removed by a person: put back, so that no second one is made": {
    meanwhile: ({ people }) => people.unlabel(2, "contract-drift"),
    tonight: drift,
    did: [nothingNew, "update shop: its label is gone"],
    writes: [label],
    pull: { labels: ["contract-drift"] },
  },
  "Nothing can be proposed tonight: left alone": {
    tonight: drift,
    proposals: [],
    did: [nothingNew, "none shop: there is nothing to propose"],
    writes: [],
  },
};

describe("on the night after a pull request was opened", () => {
  test.each(Object.entries(stories))("%s", async (_, { meanwhile, tonight, cleanNights = 0, ...story }) => {
    const hub = await github();
    await evening(hub, [drift], [total]);
    for (let night = 0; night < cleanNights; night += 1) await evening(hub, [clean]);
    meanwhile?.(hub);
    const before = branchOf(hub);
    const proposals = story.proposals ?? (tonight === drift ? [total] : []);
    const { did, writes, notes } = await evening(hub, [tonight], proposals);
    const after = branchOf(hub);
    const again = await evening(hub, [tonight], proposals);
    const pull = hub.people.pull(2);
    expect({
      ...{ did, writes, notes, again: again.writes, branch: after },
      pull: { ...seen(pull), body: pull.body },
      issue: hub.issue(1),
      says: hub.issue(2).comments.at(-1)?.body ?? "",
    }).toEqual({
      ...{ did: story.did, writes: story.writes, notes: [] },
      again: story.again === undefined ? [] : expect.arrayContaining([...story.again]),
      branch: story.branch ?? before,
      pull: { ...seen(pull), body: pull.body, ...story.pull },
      issue: expect.objectContaining(story.issue ?? {}),
      says: expect.stringContaining(story.says ?? ""),
    });
  });
});

test("Drift seen first time: issue and pull request are opened, and link each other", async () => {
  const hub = await github();
  const first = await evening(hub, [drift], [total]);
  expect({ ...first, pull: seen(hub.people.pull(2)), files: hub.people.files(branch) }).toEqual({
    did: [
      "create shop: it drifted, and has no issue yet",
      "create shop: it drifted, and has no pull request yet",
      "update shop: its pull request is linked",
    ],
    writes: [route("POST labels"), route("POST issues"), ...commit, make, open, label, issue],
    notes: [],
    pull: {
      number: 2,
      title: "Accept the new contract of shop",
      state: "open",
      labels: ["contract-drift"],
      base: "main",
      draft: false,
      merged: false,
    },
    files: { "README.md": "# Shop\n", ...filesOf(total) },
  });
  expect([hub.issue(1).body, hub.people.pull(2).body]).toEqual([
    expect.stringContaining("Pull request #2 holds the new pin."),
    expect.stringContaining("Closes #1."),
  ]);
});

describe("a new pull request is opened", () => {
  test("PR merged, drift remains: a new one that names the old", async () => {
    const hub = await github();
    await evening(hub, [drift], [total]);
    hub.people.merge(2);
    expect(await again(hub, worse, tax)).toEqual({
      did: [
        "reopen shop: closed as completed, but still present",
        "create shop: #2 was merged, and drift remains",
        "update shop: its pull request is linked",
      ],
      pull: "open",
      follows: "Follows #2.",
      branch: "tax",
    });
  });

  test("Human closed the PR unmerged, different tree: a new one that names the old", async () => {
    const hub = await github();
    await evening(hub, [drift], [total]);
    hub.people.close(2);
    expect(await again(hub, worse, tax)).toEqual({
      did: [
        "update shop: the findings changed",
        "create shop: something else drifted than what #2 held",
        "update shop: its pull request is linked",
      ],
      pull: "open",
      follows: "Follows #2.",
      branch: "tax",
    });
  });

  test("Drift is back after it vanished: a new one, on a branch made again", async () => {
    const hub = await github();
    await evening(hub, [drift], [total]);
    await evening(hub, [clean]);
    await evening(hub, [clean]);
    expect(await again(hub, drift, total)).toEqual({
      did: [
        "reopen shop: it drifted again",
        "create shop: it drifted again after #2",
        "update shop: its pull request is linked",
      ],
      pull: "open",
      follows: "Follows #2.",
      branch: "total",
    });
  });

  async function again(hub: GitHub, tonight: ContractReport, proposed: Proposal) {
    const { did } = await evening(hub, [tonight], [proposed]);
    const { state, body } = hub.people.pull(3);
    return { did, pull: state, follows: /Follows #\d+\./.exec(body)?.[0], branch: branchOf(hub) };
  }
});

function branchOf(hub: GitHub): Story["branch"] {
  const files = hub.people.files(branch);
  if (Object.keys(files).length === 0) return "gone";
  if (files["src/shop.ts"] !== undefined) return "a person's";
  return files["specs/shop/pin.json"] === filesOf(tax)["specs/shop/pin.json"] ? "tax" : "total";
}

function filesOf({ commits }: Proposal): Record<string, string> {
  return Object.fromEntries(commits.flatMap(({ files }) => files.map(({ path, text }) => [path, text])));
}

function messageOf({ state }: GitHub, commit: string): string {
  return Buffer.from(state.objects.get(commit)?.data ?? "", "latin1")
    .toString("utf8")
    .split("\n\n")
    .slice(1)
    .join("\n\n");
}
