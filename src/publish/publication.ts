import type { Level } from "../config/level.ts";
import type { Marker } from "./issue/marker.ts";
import type { PullAction } from "./pull/action.ts";

/** Where an action on an issue applies. */
export type Target = { readonly kind: "issue"; readonly number: number };

/** Why a closed issue was closed, in GitHub's words. */
export type CloseReason = "completed" | "not_planned" | "duplicate";

interface Planned {
  /** The item: one contract, or the overview. */
  readonly item: string;
  /** What people call it. */
  readonly name: string;
  /** Why this and nothing else, in one sentence. */
  readonly reason: string;
}

/** What an action changes on an issue that is there. Absent members stay as they are. */
export interface Edit {
  readonly target: Target;
  readonly marker: Marker;
  /** The managed block; absent where only the marker changes. */
  readonly block?: string;
  readonly title?: string;
  /** Told to everyone who watches, so only where there is something to tell. */
  readonly comment?: string;
}

export interface Create extends Planned {
  readonly do: "create";
  readonly level: Level;
  readonly title: string;
  readonly marker: Marker;
  readonly block: string;
  /** Logins; those whom GitHub does not know here are left out. */
  readonly assignees: readonly string[];
}
export interface Update extends Planned, Edit {
  readonly do: "update";
}
/** Only says something, and remembers that it did: the body is a person's now. */
export interface Comment extends Planned, Edit {
  readonly do: "comment";
  readonly comment: string;
}
export interface Close extends Planned, Edit {
  readonly do: "close";
  readonly stateReason: CloseReason;
  readonly comment: string;
}
export interface Reopen extends Planned, Edit {
  readonly do: "reopen";
  readonly comment: string;
}
export interface None extends Planned {
  readonly do: "none";
  readonly target?: Target;
}

/** One step from what GitHub holds to what the report says. Plain data: a dry run prints it. */
export type Action = Create | Update | Comment | Close | Reopen | None;

/** In the order in which they are carried out: closes, updates, creates by level, then what needs nothing. */
export interface Plan {
  readonly actions: readonly Action[];
}

/**
 * How an action ended. `planned`: nothing was written, on purpose. `deferred`: GitHub's limits, or the run was interrupted;
 * the next run resumes.
 * `dropped`: the issue is gone, or changed under our hands. `refused`: not permitted. `failed`: GitHub did not do it.
 */
export type Ending = "planned" | "done" | "deferred" | "dropped" | "refused" | "failed";

export type IssueOutcome = Action & {
  readonly ending: Ending;
  /** The issue's page, where GitHub told it. */
  readonly url?: string;
  /** The number of one that was opened. */
  readonly number?: number;
  /** Set where another run had opened the same issue first: that one stays. */
  readonly isDuplicate?: true;
};

export type PullOutcome = PullAction & {
  readonly ending: Ending;
  /** The pull request's page, where GitHub told it. */
  readonly url?: string;
  /** The number of one that was opened. */
  readonly number?: number;
  /** Where a person can open it, because GitHub does not let this token. */
  readonly compareUrl?: string;
  /** Whether GitHub says that the signatures of what was pushed are good; absent where nothing was, or nobody knows. */
  readonly verified?: boolean;
};

/** A step and how it went. Those of pull requests have a `branch`. */
export type Outcome = IssueOutcome | PullOutcome;

/** Something a person should know about the publishing itself. */
export interface Note {
  readonly level: "warning" | "error";
  readonly text: string;
  readonly todo?: string;
  /** The permissions that the token lacks, as a workflow grants them: `issues: write`. Present where that is the trouble. */
  readonly lacks?: string;
  /** The hook that was not told everything. Present where that is the trouble. */
  readonly unsent?: string;
}

/** What hooks and jobs are told of: drift, or what nobody could check for long. */
export const newsTypes = [
  "drift.opened",
  "drift.reopened",
  "drift.changed",
  "drift.closed",
  "unchecked.opened",
  "unchecked.reopened",
  "unchecked.changed",
  "unchecked.closed",
] as const;

export type NewsType = (typeof newsTypes)[number];

/** One message to a hook, or one job that was started, and how that went. */
export interface Delivery {
  readonly kind: "slack" | "webhook" | "event" | "workflow";
  /** The name of the variable that holds the address, of the event, or of the workflow's file. */
  readonly to: string;
  readonly news: readonly { readonly type: NewsType; readonly vendor: string }[];
  readonly ending: Ending;
}

/** What publishing came to. */
export interface Publication {
  /** `owner/name`; absent where none is known, which only a dry run allows. */
  readonly repository?: string;
  readonly mode: "published" | "dry-run" | "report-only";
  readonly outcomes: readonly Outcome[];
  readonly notes: readonly Note[];
  /** What hooks were told, and which jobs were started; absent where none are configured. */
  readonly deliveries?: readonly Delivery[];
}
