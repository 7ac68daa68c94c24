import { GraphQLError } from "graphql";
import { repositoryId } from "./bodies/issue.ts";
import { pullId } from "./bodies/pull.ts";
import { isAncestor } from "./git/history.ts";
import { allowed } from "./permissions.ts";
import { branchRef, moveRef, type PullRequest, pullsOf } from "./refs.ts";
import { forbiddenWorkflow, type RefUpdate, violations } from "./rules.ts";
import type { Actor, Permissions, State } from "./state.ts";

/** What can be asked by GraphQL, as graphql-js wants it. */
export function queries(state: State, actor: Actor): Readonly<Record<string, unknown>> {
  return {
    viewer: { login: actor.login },
    repository: ({ owner, name }: { owner: string; name: string }) =>
      owner === state.owner && name === state.repo ? repository(state) : null,
  };
}

/** What can be changed by GraphQL, as graphql-js wants it. */
export function mutations(state: State, actor: Actor): Readonly<Record<string, unknown>> {
  const drafts = (draft: boolean) => {
    return ({ input }: { input: DraftInput }) => {
      permit(state, actor, { pull_requests: "write" });
      const issue = pullsOf(state).find((one) => pullId(one) === input.pullRequestId);
      if (!issue) throw unresolved(input.pullRequestId);
      if (issue.state === "closed") throw failed("UNPROCESSABLE", "Pull request is closed");
      issue.pull.draft = draft;
      return { clientMutationId: input.clientMutationId, pullRequest: pullRequest(issue) };
    };
  };
  return {
    convertPullRequestToDraft: drafts(true),
    markPullRequestReadyForReview: drafts(false),
    updateRefs({ input }: { input: UpdateRefsInput }) {
      permit(state, actor, { contents: "write" });
      if (input.repositoryId !== repositoryId(state)) throw unresolved(input.repositoryId);
      const updates = input.refUpdates.map((update) => checked(state, actor, update));
      for (const { ref, after } of updates) moveRef(state, ref, after); // all of them or none
      return { clientMutationId: input.clientMutationId };
    },
  };
}

interface DraftInput {
  readonly pullRequestId: string;
  readonly clientMutationId?: string;
}

interface UpdateRefsInput {
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly beforeOid?: string | null;
    readonly afterOid: string;
    readonly force: boolean;
  }[];
  readonly clientMutationId?: string;
}

function repository(state: State): object {
  return {
    id: repositoryId(state),
    name: state.repo,
    isArchived: state.archived,
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      const oid = state.refs.get(qualifiedName) ?? state.refs.get(branchRef(qualifiedName));
      return oid === undefined ? null : { name: qualifiedName, target: { __typename: "Commit", oid } };
    },
    pullRequest: ({ number }: { number: number }) => {
      const found = pullsOf(state).find((issue) => issue.number === number);
      return found ? pullRequest(found) : null;
    },
  };
}

function pullRequest(issue: PullRequest): object {
  const { number, title, body, pull } = issue;
  return { id: pullId(issue), number, title, body, isDraft: pull.draft, merged: pull.merged !== undefined };
}

function permit({ archived }: State, actor: Actor, needs: Permissions): void {
  if (!allowed(actor, [needs])) throw failed("FORBIDDEN", "Resource not accessible by integration");
  if (archived) throw failed("FORBIDDEN", "Repository was archived so is read-only.");
}

const zeros = "0".repeat(40);

/** An update that may be done. GitHub's own words for a moved ref are not known here; nobody should read them. */
function checked(state: State, actor: Actor, update: UpdateRefsInput["refUpdates"][number]): RefUpdate {
  const { name: ref, beforeOid, afterOid, force } = update;
  const { objects, refs } = state;
  const before = refs.get(ref);
  const after = afterOid === zeros ? undefined : afterOid;
  const no = (message: string) => failed("UNPROCESSABLE", message);
  if (beforeOid && beforeOid !== (before ?? zeros)) {
    throw no(`Reference cannot be updated: ${ref} is at ${before ?? zeros} but expected ${beforeOid}`);
  }
  if (after === undefined && before === undefined) throw no(`Reference does not exist: ${ref}`);
  if (after !== undefined && objects.get(after)?.type !== "commit") throw no(`Object does not exist: ${after}`);
  if (before !== undefined && after !== undefined && !force && !isAncestor(objects, before, after)) {
    throw no(`Update is not a fast forward: ${ref}`);
  }
  const broken = violations(state, { ref, before, after });
  if (broken.length > 0) throw no(`Repository rule violations found\n\n${broken.join("\n\n")}\n\n`);
  if (forbiddenWorkflow(state, actor, { ref, before, after }) !== undefined) {
    throw failed("FORBIDDEN", "Resource not accessible by integration");
  }
  return { ref, before, after };
}

function unresolved(id: string): GraphQLError {
  return failed("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

function failed(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
