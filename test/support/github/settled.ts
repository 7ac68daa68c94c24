import { commitAt, compare } from "./git/history.ts";
import { textsOf } from "./people.ts";
import { branchRef } from "./refs.ts";
import type { Issue, Pull, State } from "./state.ts";

/** A branch as a person sees it. */
interface Branch {
  readonly files: Readonly<Record<string, string>>;
  /** Messages of its commits that the default branch lacks, oldest first. */
  readonly commits: readonly string[];
}

type SettledPull = Pick<Pull, "head" | "base" | "draft"> & { readonly merged: boolean };

/** What a GitHub holds as far as a person can tell. */
export interface Settled extends Omit<State, "issues" | "objects" | "refs" | "now" | "remaining" | "contentWrites"> {
  readonly issues: readonly (Omit<Issue, "pull"> & { readonly pull?: SettledPull })[];
  /** By full name. */
  readonly refs: Readonly<Record<string, Branch>>;
}

/** Leaves out what two ways to the same end may differ in: ids, dates, objects that nothing reaches, and limits. */
export function settled(state: State): Settled {
  const { objects, refs, now, remaining, contentWrites, issues, ...rest } = state;
  return {
    ...rest,
    issues: issues.map(({ pull, ...issue }) => ({ ...issue, ...(pull ? { pull: seen(pull) } : {}) })),
    refs: Object.fromEntries([...refs].sort().map(([ref, id]) => [ref, branch(state, id)])),
  };
}

function seen({ head, base, draft, merged }: Pull): SettledPull {
  return { head, base, draft, merged: merged !== undefined };
}

function branch(state: State, id: string): Branch {
  const main = state.refs.get(branchRef(state.defaultBranch)) ?? id;
  const { ahead } = compare(state.objects, main, id);
  return { files: textsOf(state, id), commits: ahead.map((one) => commitAt(state.objects, one).message) };
}
