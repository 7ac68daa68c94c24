import { describe, expect, test } from "vitest";
import type { ContractReport } from "../../src/report/report.ts";
import { openIssue, type State } from "../support/github/state.ts";
import { long } from "../support/long.ts";
import { type Death, deathsIn } from "./deaths.ts";
import { type Circumstances, contract, finding, github, publication, rateLimited } from "./nights.ts";

const shop = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const clean = contract([]);
const mail = contract([finding("sender", "warning")], { vendor: "mail", owners: ["@octocat"] });
const cleanMail = { ...clean, vendor: "mail" };
const unchecked = contract([], { unknown: [{ ...rateLimited, since: "2025-12-31" }] });

type Report = readonly ContractReport[];

/** Nights that lead up to the one that is cut short, and what people did in between. */
interface Story {
  readonly before: readonly Report[];
  readonly meanwhile?: (state: State) => void;
  readonly tonight: Report;
  readonly more?: Circumstances;
}

const nights: Record<string, Story> = {
  "two issues are opened": { before: [], tonight: [shop, mail] },
  "one gets worse, one is opened": { before: [[shop]], tonight: [worse, mail] },
  "one is closed, one comes back": {
    before: [
      [worse, mail],
      [worse, cleanMail],
      [clean, cleanMail],
    ],
    tonight: [clean, mail],
  },
  "what could not be checked for three nights is opened, and what could be again is closed": {
    before: [[unchecked, cleanMail]],
    tonight: [clean, { ...unchecked, vendor: "mail" }],
  },
  "the overview is closed": {
    before: [
      [shop, mail],
      [shop, mail],
    ],
    tonight: [worse, mail],
    more: { publish: { maxNewIssues: 1 } },
  },
  "new breaking drift reopens what a person closed": {
    before: [[shop]],
    meanwhile: ({ issues }) => Object.assign(issues[0] ?? {}, { state: "closed", state_reason: "not_planned" }),
    tonight: [worse],
  },
  "a second issue of the same contract is closed": {
    before: [[shop]],
    meanwhile: (state) => {
      const [first] = state.issues;
      if (first) openIssue(state, { author: first.author, title: first.title, body: first.body, labels: first.labels });
    },
    tonight: [worse],
  },
  "a lost marker is restored": {
    before: [[shop]],
    meanwhile: ({ issues: [issue] }) => {
      if (issue) issue.body = issue.body.split("\n").slice(1).join("\n");
    },
    tonight: [worse],
  },
};

describe("a run that dies at any request, before or after it is carried out, is healed by the next", () => {
  test.each(Object.entries(nights))("%s", async (_, { before, meanwhile, tonight, more }) => {
    const evening = await stateAfter(before, more);
    meanwhile?.(evening);
    const undisturbed = await github(structuredClone(evening));
    await publication(undisturbed, tonight, more);

    const rows = inARow(deathsIn(undisturbed), long.deaths);
    const held = [];
    for (const row of rows) held.push(await heldAfter(row, evening, tonight, more));
    expect(held).toEqual(rows.map(() => ({ ...undisturbed.state, remaining: expect.any(Number) })));
  });
});

/** All ways in which so many runs die one after the other. */
function inARow(deaths: readonly Death[], length: number): Death[][] {
  if (length === 0) return [[]];
  return inARow(deaths, length - 1).flatMap((row) => deaths.map((death) => [...row, death]));
}

async function heldAfter(deaths: readonly Death[], evening: State, tonight: Report, more?: Circumstances) {
  const hub = await github(structuredClone(evening));
  for (const death of deaths) {
    hub.fail({ on: (_, count) => count === death.at, applied: death.applied, times: 1 });
    hub.fail({ on: (_, count) => count > death.at, applied: false }); // the dead ask for nothing more
    await publication(hub, tonight, more).catch(() => undefined);
    hub.forget();
  }
  await publication(hub, tonight, more);
  return hub.state;
}

async function stateAfter(nights: readonly Report[], more?: Circumstances): Promise<State> {
  const hub = await github();
  for (const night of nights) await publication(hub, night, more);
  return hub.state;
}
