import type { Dispatch } from "../../config/notify.ts";
import type { Desk } from "../desk.ts";
import { setback } from "../github/setback.ts";
import { type Trouble, troubleOf } from "../github/trouble.ts";
import type { Delivery, Ending, Note } from "../publication.ts";
import { isFor } from "./audience.ts";
import type { News } from "./news.ts";
import { notificationOf, type Occasion } from "./notification.ts";

/** What starting jobs needs. */
export interface Starting {
  /** Absent in a dry run that knows no repository. */
  readonly place?: Place;
  readonly occasion: Occasion;
  readonly dryRun: boolean;
}

/** The repository, and what jobs run on there where they do not say it. */
export interface Place {
  readonly desk: Desk;
  readonly defaultBranch: string;
}

/**
 * Starts the team's own jobs for drift that is new or worse, one each. A job may do anything, so a request whose answer
 * was lost is not sent again. What is refused is a note, and keeps nothing else from happening.
 */
export async function dispatch(
  wanted: readonly Dispatch[],
  news: readonly News[],
  starting: Starting,
): Promise<Delivery[]> {
  const worse = news.filter(({ isWorse, type }) => isWorse && type.startsWith("drift."));
  const deliveries: Delivery[] = [];
  for (const job of wanted) {
    let halted: Ending | undefined;
    for (const one of worse.filter((each) => isFor(job, each))) {
      const ending = halted ?? (await start(job, one, starting));
      if (ending !== "done" && ending !== "planned") halted = ending;
      deliveries.push(deliveryOf(job, one, ending));
    }
  }
  return deliveries;
}

async function start(job: Dispatch, news: News, { place, dryRun, occasion }: Starting): Promise<Ending> {
  if (dryRun || place === undefined) return "planned";
  const { desk } = place;
  try {
    await request(job, news, occasion, place);
    return "done";
  } catch (error) {
    const met = setback(error, nameOf(job), desk.runtime);
    if (met === undefined) throw error;
    const kind = troubleOf(error, desk.runtime.clock)?.kind;
    desk.note(met.ending === "deferred" ? notStarted(job, news, met.note) : (noteOf(kind, job) ?? met.note));
    return kind === "gone" ? "refused" : met.ending;
  }
}

async function request(
  job: Dispatch,
  news: News,
  occasion: Occasion,
  { desk: { github }, defaultBranch }: Place,
): Promise<void> {
  const payload = notificationOf(news, occasion);
  if (job.kind === "event") {
    await github.octokit.request("POST /repos/{owner}/{repo}/dispatches", {
      ...github.repository,
      event_type: job.event,
      client_payload: { id: news.id, ...payload },
    });
    return;
  }
  await github.octokit.request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
    ...github.repository,
    workflow_id: job.workflow,
    ref: job.ref ?? defaultBranch,
    inputs: { ...job.inputs, drift: JSON.stringify({ id: news.id, ...payload }) },
  });
}

/** The next run does not resume this: it has no news then. */
function notStarted(job: Dispatch, { contract }: News, { level, text }: Note): Note {
  return { level, text: `${nameOf(job)} was not started for ${contract.vendor}. ${text}`, todo: "start it by hand" };
}

/** What the refusals mean that an issue does not meet. */
function noteOf(kind: Trouble["kind"] | undefined, job: Dispatch): Note | undefined {
  if (kind === "unavailable") {
    return {
      level: "warning",
      text: `GitHub's answer to the start of ${nameOf(job)} was lost: it runs, or it does not.`,
      todo: "look at the repository's Actions, and start it by hand if it does not run",
    };
  }
  if (kind !== "gone") return undefined;
  const permission = job.kind === "event" ? "contents: write" : "actions: write";
  const todo = `add to the workflow: permissions: { ${permission} }`;
  return job.kind === "event"
    ? { level: "error", text: `The token may not start ${nameOf(job)}.`, todo, lacks: permission }
    : {
        level: "error",
        text: `GitHub knows no workflow ${job.workflow} that this token may start.`,
        todo: `check publish.dispatch, or ${todo}`,
        lacks: permission,
      };
}

function nameOf(job: Dispatch): string {
  return job.kind === "event" ? `the event ${job.event}` : `the workflow ${job.workflow}`;
}

function deliveryOf(job: Dispatch, { type, contract }: News, ending: Ending): Delivery {
  const to = job.kind === "event" ? job.event : job.workflow;
  return { kind: job.kind, to, news: [{ type, vendor: contract.vendor }], ending };
}
