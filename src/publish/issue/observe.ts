import type { GitHub } from "../github/client.ts";
import { isOurs, type Ours } from "../ours.ts";
import type { Found } from "./found.ts";
import { type BlockState, blockState, type Marker, readFound, readMarker } from "./marker.ts";

/** One issue that could be ours: it has our label and one of our authors. */
export interface Item {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  /** Why it was closed, in GitHub's words; null while it is open, and for what was closed before there were reasons. */
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly marker: Marker | undefined;
  readonly found: Found | undefined;
  readonly block: BlockState;
}

/** Everything that GitHub holds of ours, open and closed, in the order of the numbers. */
export async function observe(github: GitHub, { label, authors }: Ours): Promise<Item[]> {
  const issues = await github.octokit.paginate("GET /repos/{owner}/{repo}/issues", {
    ...github.repository,
    state: "all",
    labels: label,
    per_page: 100,
  });
  return issues
    .filter(({ pull_request, user }) => pull_request === undefined && isOurs(user?.login, authors))
    .map(itemOf)
    .sort((one, other) => one.number - other.number);
}

/** An issue as GitHub tells it. */
export function itemOf(issue: Issue): Item {
  const body = issue.body ?? "";
  return {
    number: issue.number,
    title: issue.title,
    body,
    open: issue.state === "open",
    stateReason: issue.state_reason ?? null,
    labels: issue.labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? []))),
    marker: readMarker(body),
    found: readFound(body),
    block: blockState(body),
  };
}

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
  readonly labels: readonly (string | { readonly name?: string | undefined })[];
}
