/** Who acts. A bot is what an app's or a workflow's token belongs to. */
export interface Actor {
  readonly login: string;
  readonly bot: boolean;
  /** Whether issues, labels and comments may be written. */
  readonly mayWrite: boolean;
}

export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
  labels: string[];
  assignees: string[];
  locked: boolean;
  /** GitHub lists pull requests among the issues. */
  readonly pullRequest: boolean;
  /** What became of it, if it is no longer here. */
  gone?: "deleted" | "transferred";
  comments: Comment[];
}

/** All that the stand-in remembers. */
export interface State {
  readonly owner: string;
  readonly repo: string;
  archived: boolean;
  hasIssues: boolean;
  fork: boolean;
  readonly issues: Issue[];
  readonly labels: Set<string>;
  /** Logins that can be assigned, beside the owner's. */
  readonly assignable: Set<string>;
  /** Who a token belongs to. */
  readonly tokens: Map<string, Actor>;
  /** Requests left before the primary limit. */
  remaining: number;
}

/** An empty repository, and one token, `bot-token`, of `github-actions[bot]`. */
export function emptyState(): State {
  return {
    owner: "acme",
    repo: "shop",
    archived: false,
    hasIssues: true,
    fork: false,
    issues: [],
    labels: new Set(["bug"]),
    assignable: new Set(["octocat"]),
    tokens: new Map([["bot-token", { login: "github-actions[bot]", bot: true, mayWrite: true }]]),
    remaining: 1_000,
  };
}

/** Adds an issue with the next number. */
export function openIssue(state: State, given: Partial<Issue> & Pick<Issue, "author" | "title">): Issue {
  const issue: Issue = {
    number: state.issues.length + 1,
    body: "",
    state: "open",
    state_reason: null,
    labels: [],
    assignees: [],
    locked: false,
    pullRequest: false,
    comments: [],
    ...given,
  };
  for (const label of issue.labels) state.labels.add(label);
  state.issues.push(issue);
  return issue;
}
