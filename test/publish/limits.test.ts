import { describe, expect, test } from "vitest";
import type { Fault } from "../support/github/index.ts";
import { refused } from "../support/github/replies.ts";
import { testRuntime } from "../support/runtime.ts";
import { contract, environment, finding, github, publication } from "./nights.ts";

const list = "GET /repos/{owner}/{repo}/issues";
const create = "POST /repos/{owner}/{repo}/issues";
const label = "POST /repos/{owner}/{repo}/labels";

const tooFast = refused(429, "Too many requests", { "retry-after": "7" });
const secondary = refused(
  403,
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
);
const primary = refused(403, "API rate limit exceeded for installation.", {
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": String(Date.parse("2026-01-02T03:09:05Z") / 1_000), // five minutes after the runtime's now
});

interface Case {
  readonly route: string;
  readonly fault: Omit<Fault, "on">;
  readonly slept: readonly number[];
  readonly ending: string;
  readonly issues: number;
}

const cases: Record<string, Case> = {
  "a listing without an answer is asked for again": {
    route: list,
    fault: { applied: false, times: 2 },
    slept: [1_250, 2_250],
    ending: "done",
    issues: 1,
  },
  "a gateway's error is asked again": {
    route: list,
    fault: { applied: false, times: 1, reply: { status: 502 } },
    slept: [1_250],
    ending: "done",
    issues: 1,
  },
  "an issue that was opened without an answer is found, not opened again": {
    route: create,
    fault: { applied: true, times: 1 },
    slept: [2_000],
    ending: "done",
    issues: 1,
  },
  "an issue that was not opened is looked for three times, then opened": {
    route: create,
    fault: { applied: false, times: 1, reply: { status: 503 } },
    slept: [2_000, 2_000, 2_000],
    ending: "done",
    issues: 1,
  },
  "an issue that cannot be opened twice in a row is given up": {
    route: create,
    fault: { applied: false, times: 2 },
    slept: [2_000, 2_000, 2_000, 2_000, 2_000, 2_000],
    ending: "failed",
    issues: 0,
  },
  "a label whose answer was lost is there": {
    route: label,
    fault: { applied: true, times: 1 },
    slept: [2_000, 2_000, 2_000],
    ending: "done",
    issues: 1,
  },
  "429 waits as long as GitHub says": {
    route: create,
    fault: { applied: false, times: 2, reply: tooFast },
    slept: [7_000, 7_000],
    ending: "done",
    issues: 1,
  },
  "a secondary limit waits a minute, then two": {
    route: create,
    fault: { applied: false, times: 2, reply: secondary },
    slept: [60_000, 120_000],
    ending: "done",
    issues: 1,
  },
  "a secondary limit that lasts leaves the rest to the next run": {
    route: create,
    fault: { applied: false, reply: secondary },
    slept: [60_000, 120_000, 240_000],
    ending: "deferred",
    issues: 0,
  },
  "the primary limit waits until it is lifted": {
    route: create,
    fault: { applied: false, times: 1, reply: primary },
    slept: [300_000],
    ending: "done",
    issues: 1,
  },
  "a limit that outlasts the run leaves the rest to the next": {
    route: create,
    fault: { applied: false, reply: refused(429, "Too many requests", { "retry-after": "3600" }) },
    slept: [],
    ending: "deferred",
    issues: 0,
  },
};

test.each(Object.entries(cases))("%s", async (_, { route, fault, ...expected }) => {
  const hub = await github();
  const runtime = testRuntime({ env: environment(hub) });
  hub.fail({ ...fault, on: (asked) => asked === route });
  const { outcomes } = await publication(hub, [contract([finding("total")])], {}, runtime);
  expect({ slept: runtime.slept, ending: outcomes[0]?.ending, issues: hub.state.issues.length }).toEqual(expected);
});

describe("where few requests are left", () => {
  test("nothing is written, and the next run resumes", async () => {
    const hub = await github();
    hub.state.remaining = 50;
    const { outcomes, notes } = await publication(hub, [contract([finding("total")])]);
    expect({ endings: outcomes.map(({ ending }) => ending), notes, issues: hub.state.issues.length }).toEqual({
      endings: ["deferred"],
      notes: [
        {
          level: "warning",
          text: "GitHub's rate limit leaves no room for the rest of the plan.",
          todo: "nothing: the next run resumes where this one stopped",
        },
      ],
      issues: 0,
    });
  });
});
