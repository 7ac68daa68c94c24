import type { Publish } from "../config/schema.ts";
import type { CheckReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { type Desk, noting } from "./desk.ts";
import { destination } from "./destination.ts";
import { type Access, type GitHub, withGitHub } from "./github/client.ts";
import { reading } from "./github/reading.ts";
import { converge } from "./issue/converge.ts";
import { itemsOf } from "./issue/observe.ts";
import { issuesOf, planOfIssues } from "./issues.ts";
import { listed } from "./listing.ts";
import { notify } from "./notify/index.ts";
import type { Proposal } from "./proposal.ts";
import type { Action, IssueOutcome, Note, Publication } from "./publication.ts";
import { publishPulls, seePulls, withPulls } from "./pulls.ts";
import { requireKnownAuthor, standing } from "./standing.ts";

/** How to publish. */
export interface PublishOptions {
  readonly publish: Publish;
  /** What pull requests would hold, for the contracts that drifted. */
  readonly proposals?: readonly Proposal[];
  /** Everything but the writing: the publication holds the plan. */
  readonly dryRun: boolean;
}

/**
 * Makes GitHub say what the report says: one issue per contract, and where the team wants it one pull request beside it,
 * is opened, changed, closed or left alone, by comparing what GitHub holds with what was found. Nothing else is remembered, so the next run resumes one that was cut short.
 * What the report holds is told; whether it was seen often enough to be told is for the caller to say.
 * @throws UsageError (DP5001 to DP5004, DP5006) where repository, token or authors are missing or wrong, and
 * CouldNotCheckError (DP5005) where GitHub cannot be read. Once writing has begun, problems are notes.
 */
export async function publish(report: CheckReport, options: PublishOptions, runtime: Runtime): Promise<Publication> {
  const where = destination(options.publish, options.dryRun, runtime.env);
  switch (where.kind) {
    case "report-only":
      return reportOnly(where.why);
    case "imaginary":
      return imaginary(report, options, runtime);
    case "repository":
      return withGitHub(where, runtime, (github) => publishTo(github, where, report, options, runtime));
  }
}

async function publishTo(
  github: GitHub,
  { token, repository }: Access,
  report: CheckReport,
  options: PublishOptions,
  runtime: Runtime,
): Promise<Publication> {
  const name = `${repository.owner}/${repository.repo}`;
  const ours = { label: options.publish.label, authors: options.publish.botLogins };
  const read = <T>(what: () => Promise<T>) => reading(repository, runtime, what);
  const notes: Note[] = [];
  const desk: Desk = { github, ours, runtime, note: noting(notes) };

  const { hindrance: why, defaultBranch } = await read(() => standing(github, options.publish));
  if (why !== undefined) return { ...reportOnly(why), repository: name };
  const listing = await read(() => listed(github, ours));
  const { publish, proposals = [], dryRun } = options;
  const around = { desk, token, publish, proposals, dryRun, defaultBranch };
  const wanted = issuesOf(report, itemsOf(listing), publish, runtime);
  const seen = await seePulls(report, wanted, listing, around);
  const issues = withPulls(wanted, seen, around);
  const agreed = planOfIssues(issues);
  if (token !== undefined && agreed.actions.some((action) => action.do === "create")) {
    await read(() => requireKnownAuthor(github, options.publish));
  }
  const done = dryRun ? agreed.actions.map(planned) : await converge(agreed, desk);
  const further = seen ? await publishPulls(seen, issues, done, around) : [];
  const told = await notify(
    { repository: name, contracts: report.contracts, issues, done, further },
    { publish, dryRun, place: { desk, defaultBranch }, note: desk.note, runtime },
  );
  const mode = dryRun ? "dry-run" : "published";
  return { repository: name, mode, outcomes: [...done, ...further], notes, ...told };
}

function reportOnly(why: string): Publication {
  return { mode: "report-only", outcomes: [], notes: [{ level: "warning", text: `Nothing was published: ${why}.` }] };
}

async function imaginary(report: CheckReport, { publish }: PublishOptions, runtime: Runtime): Promise<Publication> {
  const issues = issuesOf(report, [], publish, runtime);
  const outcomes = planOfIssues(issues).actions.map(planned);
  const notes = [unknownRepository];
  const told = await notify(
    { repository: undefined, contracts: report.contracts, issues, done: outcomes, further: [] },
    { publish, dryRun: true, note: noting(notes), runtime },
  );
  return { mode: "dry-run", outcomes, notes, ...told };
}

function planned(action: Action): IssueOutcome {
  return { ...action, ending: "planned" };
}

const unknownRepository: Note = {
  level: "warning",
  text: "No repository is known, so this is the plan for one that holds no issues yet.",
  todo: "set publish.repository in the configuration, or GITHUB_REPOSITORY",
};
