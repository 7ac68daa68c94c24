import type { Level } from "../../config/level.ts";
import type { ProposedCommit } from "../proposal.ts";
import type { PullMarker } from "./marker.ts";

/** Where an action applies. */
export interface PullTarget {
  readonly kind: "pull-request";
  readonly number: number;
}

interface Planned {
  /** The item: one contract. */
  readonly item: string;
  /** What people call it. */
  readonly name: string;
  /** Why this and nothing else, in one sentence. */
  readonly reason: string;
  /** The branch that is the item's, whether it is there or not. */
  readonly branch: string;
}

/** Makes the branch anew: what it is to hold, and on what. */
export interface Push {
  /** SHA of the commit to build on. */
  readonly base: string;
  /** SHA that the branch has to have still; absent where it must not exist. */
  readonly expected?: string;
  /** `Proposal.identity`. */
  readonly identity: string;
  readonly commits: readonly ProposedCommit[];
}

/** What an action changes on a pull request that is there. Absent members stay as they are. */
export interface PullEdit {
  readonly target: PullTarget;
  /** Absent where the body stays as it is. */
  readonly marker?: PullMarker;
  /** The managed block; absent where only the marker changes. */
  readonly block?: string;
  readonly title?: string;
  /** Told to everyone who watches, so only where there is something to tell. */
  readonly comment?: string;
  /** Whether it becomes a draft, or ready for review. */
  readonly draft?: boolean;
  /** A label of ours that is missing. */
  readonly label?: string;
  /** A label that asked for what is now done. */
  readonly unlabel?: string;
  readonly push?: Push;
}

export interface OpenPull extends Planned {
  readonly do: "create";
  readonly level: Level;
  /** The branch that it is for. */
  readonly base: string;
  readonly push?: Push;
  readonly title: string;
  readonly marker: PullMarker;
  readonly block: string;
}
export interface UpdatePull extends Planned, PullEdit {
  readonly do: "update";
}
/** Only says something, and remembers that it did. */
export interface CommentPull extends Planned, PullEdit {
  readonly do: "comment";
  readonly marker: PullMarker;
  readonly comment: string;
}
export interface ClosePull extends Planned, PullEdit {
  readonly do: "close";
  readonly marker: PullMarker;
  readonly comment: string;
  /** SHA that the branch has to have still to be deleted; absent where it stays. */
  readonly remove?: string;
}
/** Deletes a branch that no pull request needs any more. */
export interface DeleteBranch extends Planned {
  readonly do: "delete";
  readonly remove: string;
}
export interface LeavePull extends Planned {
  readonly do: "none";
  readonly target?: PullTarget;
}

/** One step from what GitHub holds of a contract's pull request to what it is to hold. Plain data: a dry run prints it. */
export type PullAction = OpenPull | UpdatePull | CommentPull | ClosePull | DeleteBranch | LeavePull;
