import { expect, test } from "vitest";
import { check } from "../../src/check/index.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { order, pinnedTeam, type Team } from "./team.ts";

const { total: _gone, ...orderWithoutTotal } = order;

/** What two looks tell, and what was waited for in between. */
async function lookTwice({ config, runtime }: Team) {
  const report = await check(config, { runtime, twice: true });
  return { ...brief(report), slept: runtime.slept };
}

function brief({ contracts }: CheckReport) {
  return {
    found: contracts.flatMap(({ findings }) => findings.map(({ rule, operation }) => `${rule} ${operation?.path}`)),
    unknown: contracts.flatMap(({ unknown }) => unknown.map(({ cause, text }) => `${cause}: ${text}`)),
  };
}

/** Answers one order after another, the last one again and again. */
function inTurn(...bodies: readonly object[]): Parameters<Team["vendor"]["route"]>[1] {
  let turn = 0;
  return (_request, response) => {
    const body = bodies[Math.min(turn, bodies.length - 1)];
    turn += 1;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

test("drift that both looks see is drift", async () => {
  const team = await pinnedTeam();
  team.vendor.route("/orders/o1", { body: orderWithoutTotal });
  expect(await lookTwice(team)).toEqual({
    found: ["response-property-missing /orders/{id}"],
    unknown: [],
    slept: [30_000],
  });
});

test("drift that is gone after 30 s is unknown, never drift and never clean", async () => {
  const team = await pinnedTeam();
  team.vendor.route("/orders/o1", inTurn(orderWithoutTotal, order));
  expect(await lookTwice(team)).toEqual({
    found: [],
    unknown: [
      "vendor-change: /total is required, and not in the answer: seen in one of two looks, 30 s apart (response-property-missing)",
    ],
    slept: [30_000],
  });
});

test("where nothing drifted, nobody waits", async () => {
  expect(await lookTwice(await pinnedTeam())).toEqual({ found: [], unknown: [], slept: [] });
});
