import type { Publish } from "../config/schema.ts";
import type { CheckReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { noting } from "./desk.ts";
import { destination, runUrl } from "./destination.ts";
import { type Access, type GitHub, withGitHub } from "./github/client.ts";
import { reading } from "./github/reading.ts";
import { wantedOf } from "./issue/contract.ts";
import { converge } from "./issue/converge.ts";
import type { Night } from "./issue/decide.ts";
import { observe } from "./issue/observe.ts";
import { plan } from "./issue/plan.ts";
import { uncheckedOf } from "./issue/unchecked.ts";
import type { Proposal } from "./proposal.ts";
import type { Note, Plan, Publication } from "./publication.ts";
import { hindrance, requireKnownAuthor } from "./standing.ts";

/** How to publish. */
export interface PublishOptions {
  readonly publish: Publish;
  /** What pull requests would hold, for the contracts that drifted. */
  readonly proposals?: readonly Proposal[];
  /** Everything but the writing: the publication holds the plan. */
  readonly dryRun: boolean;
}

/**
 * Makes GitHub say what the report says: one issue per contract is opened, changed, closed or left alone, by comparing
 * what GitHub holds with what was found. Nothing else is remembered, so the next run resumes one that was cut short.
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
      return dryRun(planFor(report, [], options, runtime), [unknownRepository]);
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

  const why = await read(() => hindrance(github, options.publish));
  if (why !== undefined) return { ...reportOnly(why), repository: name };
  const agreed = planFor(report, await read(() => observe(github, ours)), options, runtime);
  if (token !== undefined && agreed.actions.some((action) => action.do === "create")) {
    await read(() => requireKnownAuthor(github, options.publish));
  }
  if (options.dryRun) return { ...dryRun(agreed, []), repository: name };

  const notes: Note[] = [];
  const outcomes = await converge(agreed, { github, ours, runtime, note: noting(notes) });
  return { repository: name, mode: "published", outcomes, notes };
}

function planFor(
  report: CheckReport,
  items: Parameters<typeof plan>[1],
  { publish: { closeAfter, maxNewIssues, mentionOwners } }: PublishOptions,
  { clock, env }: Runtime,
): Plan {
  const night: Night = { today: dayBefore(clock, 0), closeAfter, maxNewIssues, runUrl: runUrl(env) };
  const telling = { mentionOwners, runUrl: night.runUrl };
  const wanted = report.contracts.map((contract) => wantedOf(contract, telling));
  const unchecked = report.contracts.map((contract) => uncheckedOf(contract, dayBefore(clock, 2), telling));
  return plan([...wanted, ...unchecked], items, night);
}

/** The date (UTC) of so many days ago, as `2026-01-02`. */
function dayBefore(clock: Runtime["clock"], days: number): string {
  const date = clock.now();
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, "2026-01-02".length);
}

function reportOnly(why: string): Publication {
  return { mode: "report-only", outcomes: [], notes: [{ level: "warning", text: `Nothing was published: ${why}.` }] };
}

function dryRun({ actions }: Plan, notes: readonly Note[]): Publication {
  return { mode: "dry-run", outcomes: actions.map((action) => ({ ...action, ending: "planned" })), notes };
}

const unknownRepository: Note = {
  level: "warning",
  text: "No repository is known, so this is the plan for one that holds no issues yet.",
  todo: "set publish.repository in the configuration, or GITHUB_REPOSITORY",
};
