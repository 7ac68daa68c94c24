import type { Publish } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import type { CheckReport } from "../report/report.ts";
import type { Desk } from "./desk.ts";
import { troubleOf } from "./github/trouble.ts";
import { converge } from "./issue/converge.ts";
import { decide } from "./issue/decide.ts";
import { lookup } from "./issue/lookup.ts";
import { observe } from "./issue/observe.ts";
import type { Wanted } from "./issue/wanted.ts";
import type { Issues } from "./issues.ts";
import type { Listed } from "./listing.ts";
import type { Proposal } from "./proposal.ts";
import type { IssueOutcome, Note, Outcome, PullOutcome } from "./publication.ts";
import { convergePulls } from "./pull/converge.ts";
import { planOf, type Seen, see } from "./pull/index.ts";
import { compareUrl, linked, linkOf } from "./pull/link.ts";
import { branchOf } from "./pull/name.ts";
import { pullSetback } from "./pull/setback.ts";
import { type IssueState, subjectOf } from "./pull/subject.ts";
import { wayOf } from "./pull/way-of.ts";
import { requireKnownAuthor } from "./standing.ts";

/** What pull requests are published with. */
export interface Surroundings {
  readonly desk: Desk;
  readonly token: string | undefined;
  readonly publish: Publish;
  readonly proposals: readonly Proposal[];
  readonly dryRun: boolean;
  readonly defaultBranch: string;
}

/** What GitHub holds of the pull requests; undefined where none are wanted, or where that cannot be read. */
export async function seePulls(
  { contracts }: CheckReport,
  issues: Issues,
  listing: readonly Listed[],
  around: Surroundings,
): Promise<Seen | undefined> {
  const { desk, publish, proposals, defaultBranch } = around;
  if (!publish.pullRequests) return undefined;
  const subjects = contracts.flatMap((contract, i) => {
    const wanted = issues.contracts[i];
    return wanted ? [subjectOf(contract, wanted, proposals)] : [];
  });
  const base = baseOf(around);
  const seen = await unlessRefused(desk, () => see(subjects, { ...desk, listing, defaultBranch, base }));
  if (seen?.contracts.some(({ sight }) => !sight.pull?.open && sight.base === undefined)) desk.note(baseIsGone(base));
  return seen;
}

/** The issues, with the link that each has now, and whether its pull request was merged. */
export function withPulls(issues: Issues, seen: Seen | undefined, around: Surroundings): Issues {
  const contracts = issues.contracts.map((wanted) => {
    const link = linkNow(wanted, issues);
    const sight = seen?.contracts.find(({ subject }) => subject.id === wanted.id)?.sight;
    const merged = (sight?.pull?.merged && link === String(sight.pull.number)) || sight?.standing.holdsBranch;
    return { ...linking(wanted, link, around), ...(merged ? { merged } : {}) };
  });
  return { ...issues, contracts };
}

/** Publishes the pull requests, after their issues, and then what the issues have to say of them. */
export async function publishPulls(
  seen: Seen,
  issues: Issues,
  done: readonly IssueOutcome[],
  around: Surroundings,
): Promise<Outcome[]> {
  const { desk, publish, dryRun } = around;
  const { label, maxOpenPrs } = publish;
  const issue = (item: string) => issueAfter(item, issues, done);
  const night = { label, maxOpenPrs, runUrl: issues.night.runUrl };
  const actions = await unlessRefused(desk, () => planOf(seen, issue, night));
  if (actions === undefined) return [];
  if (dryRun) return actions.map((action) => ({ ...action, ending: "planned" }));
  const opens = (step: { readonly do: string }) => step.do === "create";
  const outcomes = await unlessRefused(desk, async () => {
    if (actions.some(opens) && !done.some(opens)) await requireKnownAuthor(desk.github, publish);
    return convergePulls(actions, { ...desk, way: wayOf(publish.commitMode, desk, around.token) });
  });
  if (outcomes === undefined) return [];
  const relinked = await unlessRefused(desk, () => relink(seen, outcomes, issues, done, around));
  return [...outcomes, ...(relinked ?? [])];
}

/** Rewrites the issues whose pull request is another than they say. */
async function relink(
  { contracts }: Seen,
  outcomes: readonly PullOutcome[],
  issues: Issues,
  done: readonly IssueOutcome[],
  around: Surroundings,
): Promise<IssueOutcome[]> {
  const changed = contracts.flatMap(({ subject, sight }) => {
    const wanted = issues.contracts.find(({ id }) => id === subject.id);
    const now = wanted && linkNow(wanted, issues);
    if (wanted?.outcome !== "drift" || now === undefined || !issueAfter(wanted.id, issues, done)?.open) return [];
    const link = linkOf(
      outcomes.find(({ item }) => item === wanted.id),
      sight,
      now,
    );
    return link === now ? [] : [linking(wanted, link, around)];
  });
  if (changed.length === 0) return [];
  const items = await observe(around.desk.github, around.desk.ours);
  const actions = changed
    .map((wanted) => decide(wanted, lookup(items, wanted).item, issues.night))
    .filter((action) => action.do === "update")
    .map((action) => ({
      ...action,
      reason: action.marker.pull ? "its pull request is linked" : "its pull request is gone",
    }));
  return converge({ actions }, around.desk);
}

/** The issue of an item after tonight; undefined where it has none, or none could be opened. */
function issueAfter(item: string, { contracts, items }: Issues, done: readonly IssueOutcome[]): IssueState | undefined {
  const wanted = contracts.find(({ id }) => id === item);
  const before = wanted && lookup(items, wanted).item;
  const steps = done.filter((step) => step.item === item && (step.ending === "done" || step.ending === "planned"));
  const opened = steps.find((step) => step.do === "create");
  if (opened) return { open: true, ...(opened.number === undefined ? {} : { number: opened.number }) };
  if (before === undefined) return undefined;
  const last = steps.find((step) => "target" in step && step.target?.number === before.number);
  const open = last?.do === "close" ? false : last?.do === "reopen" || before.open;
  return { open, number: before.number };
}

/** What an issue links to now: what it says itself, so that writing it for another reason changes no link. */
function linkNow(wanted: Wanted, { items }: Issues): string {
  return lookup(items, wanted).item?.marker?.pull ?? "";
}

function linking(wanted: Wanted, link: string, around: Surroundings): Wanted {
  const { github, runtime } = around.desk;
  return linked(
    wanted,
    link,
    compareUrl(runtime.env, github.repository, { base: baseOf(around), branch: branchOf(wanted.name) }),
  );
}

function baseOf({ publish, defaultBranch }: Surroundings): string {
  return publish.base ?? defaultBranch;
}

/** What keeps pull requests from being published is told, and keeps nothing else from it. */
async function unlessRefused<T>({ note, runtime }: Desk, what: () => Promise<T>): Promise<T | undefined> {
  try {
    return await what();
  } catch (error) {
    const met = pullSetback(error, "each contract", runtime);
    if (met === undefined) throw error;
    note(troubleOf(error, runtime.clock)?.kind === "gone" ? unreadable : met.note);
    return undefined;
  }
}

/** GitHub says that there is nothing, where a token may not see what there is. */
const unreadable: Note = {
  level: "error",
  text: "The token may not see the branches and pull requests of the repository.",
  todo: "add to the workflow: permissions: { contents: write, pull-requests: write }",
  lacks: "contents: write, pull-requests: write",
};

function baseIsGone(base: string): Note {
  const { message: text } = new UsageError("DP5008", {
    what: `the repository has no branch ${base}, so there is nothing that pull requests could be for`,
    todo: "set publish.base in the configuration to a branch that is there",
  });
  return { level: "error", text };
}
