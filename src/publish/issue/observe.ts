import type { GitHub } from "../github/client.ts";
import { type Labelled, type Listed, labelsOf, listed } from "../listing.ts";
import { type BlockState, blockState } from "../managed.ts";
import type { Ours } from "../ours.ts";
import type { Found } from "./found.ts";
import { type Marker, readFound, readMarker } from "./marker.ts";

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

/** Every issue that GitHub holds of ours, open and closed, in the order of the numbers. */
export async function observe(github: GitHub, ours: Ours): Promise<Item[]> {
  return itemsOf(await listed(github, ours));
}

/** The issues among what is listed; the others are pull requests. */
export function itemsOf(listing: readonly Listed[]): Item[] {
  return listing.filter(({ pull_request }) => pull_request === undefined).map(itemOf);
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
    labels: labelsOf(issue),
    marker: readMarker(body),
    found: readFound(body),
    block: blockState(body),
  };
}

interface Issue extends Labelled {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
}
