import { describe, expect, test } from "vitest";
import type { ContractReport } from "../../src/report/report.ts";
import type { State } from "../support/github/state.ts";
import { long } from "../support/long.ts";
import { contract, finding, github, publication } from "./nights.ts";

const shop = contract([finding("total")]);
const worse = contract([finding("total"), finding("tax")]);
const clean = contract([]);
const mail = contract([finding("sender", "warning")], { vendor: "mail", owners: ["@octocat"] });
const cleanMail = { ...clean, vendor: "mail" };

type Report = readonly ContractReport[];

/** Nights that lead up to the one that is cut short. */
const nights: Record<string, { readonly before: readonly Report[]; readonly tonight: Report }> = {
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
};

describe("a run that dies at any request, before or after it is carried out, is healed by the next", () => {
  test.each(Object.entries(nights))("%s", async (_, { before, tonight }) => {
    const evening = await stateAfter(before);
    const undisturbed = await github(structuredClone(evening));
    await publication(undisturbed, tonight);

    const requests = Array.from(undisturbed.log, (_, i) => i + 1);
    const deaths = requests.flatMap((at) => [
      { at, applied: false },
      { at, applied: true },
    ]);
    const rows = inARow(deaths, long.deaths);
    const held = [];
    for (const row of rows) held.push(await heldAfter(row, evening, tonight));
    expect(held).toEqual(rows.map(() => ({ ...undisturbed.state, remaining: expect.any(Number) })));
  });
});

/** Where a run dies: before or after a request of it is carried out. */
interface Death {
  readonly at: number;
  readonly applied: boolean;
}

/** All ways in which so many runs die one after the other. */
function inARow(deaths: readonly Death[], length: number): Death[][] {
  if (length === 0) return [[]];
  return inARow(deaths, length - 1).flatMap((row) => deaths.map((death) => [...row, death]));
}

async function heldAfter(deaths: readonly Death[], evening: State, tonight: Report) {
  const hub = await github(structuredClone(evening));
  for (const death of deaths) {
    hub.fail({ on: (_, count) => count === death.at, applied: death.applied, times: 1 });
    hub.fail({ on: (_, count) => count > death.at, applied: false }); // the dead ask for nothing more
    await publication(hub, tonight).catch(() => undefined);
    hub.forget();
  }
  await publication(hub, tonight);
  return hub.state;
}

async function stateAfter(nights: readonly Report[]): Promise<State> {
  const hub = await github();
  for (const night of nights) await publication(hub, night);
  return hub.state;
}
