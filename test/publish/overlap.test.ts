import { describe, expect, test } from "vitest";
import type { ContractReport } from "../../src/report/report.ts";
import type { GitHub } from "../support/github/index.ts";
import type { State } from "../support/github/state.ts";
import { contract, finding, github, publication, rateLimited } from "./nights.ts";

const clean = contract([]);
const shop = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const unchecked = contract([], { unknown: [{ ...rateLimited, since: "2025-12-31" }] });

const drifted = "shop drifted from its pinned contract";

interface Story {
  readonly before: readonly ContractReport[];
  readonly tonight: ContractReport;
  /** What the items are in the end, however the runs overlapped. */
  readonly items: readonly string[];
  /**
   * In how many of the overlaps a comment is told twice: GitHub has no way to comment only if nobody else has, so where
   * the other run speaks between this one's look and its comment.
   */
  readonly toldTwice: number;
}

const stories: Record<string, Story> = {
  "an issue is opened": { before: [], tonight: shop, items: [`${drifted}: open`], toldTwice: 0 },
  "an issue gets worse": { before: [shop], tonight: worse, items: [`${drifted}: open`], toldTwice: 1 },
  "an issue is closed": {
    before: [shop, clean],
    tonight: clean,
    items: [`${drifted}: completed`],
    toldTwice: 1,
  },
  "an issue is reopened": {
    before: [shop, clean, clean],
    tonight: shop,
    items: [`${drifted}: open`],
    toldTwice: 1,
  },
  "what cannot be checked is opened": {
    before: [],
    tonight: unchecked,
    items: ["shop cannot be checked: open"],
    toldTwice: 0,
  },
};

describe("a run that is held at any request while another runs whole ends with one item", () => {
  test.each(Object.entries(stories))("%s", async (_, { before, tonight, items, toldTwice }) => {
    const hub = await github();
    for (const report of before) await publication(hub, [report]);
    const evening = structuredClone(hub.state);
    const alone = await github(structuredClone(evening));
    await publication(alone, [tonight]);
    const ends: GitHub[] = [];
    for (let at = 1; at <= alone.log.length; at += 1) ends.push(await afterBoth(structuredClone(evening), tonight, at));
    expect({
      items: ends.map(itemsOf),
      toldTwice: ends.filter((end) => comments(end) > comments(alone)).length,
    }).toEqual({ items: ends.map(() => items), toldTwice });
  });
});

/** GitHub after two runs of one night, the first held at a request, and after one more run that nobody disturbs. */
async function afterBoth(evening: State, tonight: ContractReport, at: number): Promise<GitHub> {
  const hub = await github(evening);
  let isHeld = false;
  hub.meanwhile(
    (_, count) => count === at && !isHeld,
    async () => {
      isHeld = true;
      await publication(hub, [tonight]);
    },
  );
  await publication(hub, [tonight]);
  hub.forget();
  await publication(hub, [tonight]);
  return hub;
}

/** What is left beside duplicates: where both opened an issue, both see both, and close the younger. */
function itemsOf(hub: GitHub): string[] {
  return kept(hub).map(({ title, state, state_reason: why }) => `${title}: ${state === "open" ? state : why}`);
}

function comments(hub: GitHub): number {
  return kept(hub).reduce((sum, issue) => sum + issue.comments.length, 0);
}

function kept({ state }: GitHub) {
  return state.issues.filter((issue) => issue.state_reason !== "duplicate");
}
