import { describe, expect, test } from "vitest";
import type { Proposal } from "../../../src/publish/proposal.ts";
import type { ContractReport } from "../../../src/report/report.ts";
import type { GitHub } from "../../support/github/index.ts";
import type { State } from "../../support/github/state.ts";
import { type Death, deathsIn } from "../deaths.ts";
import { contract, finding, github, publication } from "../nights.ts";
import { clean, drift, tax, total } from "./proposals.ts";

interface Night {
  readonly contracts: readonly ContractReport[];
  readonly proposals: readonly Proposal[];
}

const first: Night = { contracts: [drift], proposals: [total] };
const worse: Night = { contracts: [contract([finding("total"), finding("tax")])], proposals: [tax] };
const quiet: Night = { contracts: [clean], proposals: [] };

/** Nights that lead up to the one that is cut short, and what people did before it. */
interface Scenario {
  readonly before: readonly Night[];
  readonly meanwhile?: (hub: GitHub) => void;
  readonly tonight: Night;
}

const branch = "driftpin/shop";

const scenarios: Record<string, Scenario> = {
  "an issue and a pull request are opened": { before: [], tonight: first },
  "the branch is made anew": { before: [first], tonight: worse },
  "both are closed": { before: [first, quiet], tonight: quiet },
  "the pull request was merged into another branch": {
    before: [first],
    meanwhile: ({ people, issue }) => {
      people.merge(2);
      issue(1).state = "open";
    },
    tonight: quiet,
  },
  "a person pushed": {
    before: [first],
    meanwhile: ({ people }) => people.push({ branch, files: { "src/shop.ts": "adapted" } }),
    tonight: worse,
  },
  "a person pushed, and asks for a new branch": {
    before: [first],
    meanwhile({ people }) {
      people.push({ branch, files: { "src/shop.ts": "adapted" } });
      people.label(2, "drift:rebuild");
    },
    tonight: worse,
  },
  "the pull request was closed, and something else drifts": {
    before: [first],
    meanwhile: ({ people }) => people.close(2),
    tonight: worse,
  },
};

describe("a run that dies at any request, before or after it is carried out, is healed by the next", () => {
  test.each(Object.entries(scenarios))("%s", async (_, { before, meanwhile, tonight }) => {
    const hub = await github();
    for (const night of before) await publishes(hub, night);
    meanwhile?.(hub);
    const evening = hub.state;
    const undisturbed = await github(structuredClone(evening));
    await publishes(undisturbed, tonight);

    const deaths = deathsIn(undisturbed);
    const held = [];
    for (const death of deaths) held.push(told(await heldAfter(death, evening, tonight)));
    expect(held).toEqual(deaths.map(() => told(undisturbed)));
  });
});

describe("two runs that overlap end with one issue, one pull request and one branch", () => {
  test.each([
    ["opening", [], first],
    ["making the branch anew", [first], worse],
  ] as const)("%s", async (_, before, tonight) => {
    const hub = await github();
    for (const night of before) await publishes(hub, night);
    const evening = hub.state;
    const undisturbed = await github(structuredClone(evening));
    await publishes(undisturbed, tonight);
    const ends = [];
    for (const [i] of undisturbed.log.entries()) {
      const held = await github(structuredClone(evening));
      let isSecond = false;
      held.meanwhile(
        (_, count) => count === i + 1 && !isSecond,
        async () => {
          isSecond = true;
          await publishes(held, tonight);
        },
      );
      await publishes(held, tonight);
      held.forget();
      await publishes(held, tonight);
      ends.push(open(held.state));
    }
    expect(ends).toEqual(ends.map(() => open(undisturbed.state)));
  });
});

async function heldAfter(death: Death, evening: State, tonight: Night): Promise<GitHub> {
  const hub = await github(structuredClone(evening));
  hub.fail({ on: (_, count) => count === death.at, applied: death.applied, times: 1 });
  hub.fail({ on: (_, count) => count > death.at, applied: false }); // the dead ask for nothing more
  await publishes(hub, tonight).catch(() => undefined);
  hub.forget();
  await publishes(hub, tonight);
  return hub;
}

/** All that people see, and where every branch is. Objects that nothing points at are nobody's concern. */
function told({ state: { issues, labels, refs } }: GitHub) {
  return { issues, labels, refs: [...refs].sort() };
}

function open({ issues, refs }: State) {
  return {
    items: issues
      .filter(({ state }) => state === "open")
      .map(({ number, pull }) => (pull ? "pull request" : `issue ${number}`)),
    branches: [...refs.keys()],
  };
}

function publishes(hub: GitHub, { contracts, proposals }: Night) {
  return publication(hub, contracts, { proposals });
}
