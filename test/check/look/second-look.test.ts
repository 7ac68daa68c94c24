import { expect, test } from "vitest";
import { check } from "../../../src/check/index.ts";
import { pin } from "../../../src/check/pin.ts";
import type { JsonObject } from "../../../src/json.ts";
import type { CheckReport } from "../../../src/report/report.ts";
import { order, pinnedTeam, shop, type Team, team } from "../team.ts";

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

const basket = { type: "object", required: ["id", "total"], properties: { id: { type: "string" }, total: {} } };
const answers = (status: string) => ({
  [status]: { description: "", content: { "application/json": { schema: basket } } },
});
const baskets: JsonObject = {
  "/baskets": { post: { responses: answers("201") } },
  "/baskets/{id}": {
    get: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: answers("200"),
    },
  },
};

/** A team that also makes a basket in the vendor's sandbox, which makes each but once, and reads it. */
async function sandboxTeam(): Promise<Team> {
  const one = await team();
  one.publish(shop({ paths: baskets }));
  const [vendor, ...others] = one.config.vendors;
  if (!vendor) throw new RangeError("the team has a vendor");
  const usual = { parameters: {}, headers: {}, samples: 1, pages: 1, unsafe: false };
  const made = { ...usual, id: "made", operation: "POST /baskets", unsafe: true };
  const read = { ...usual, operation: "GET /baskets/{id}", parameters: { id: "$steps.made.response.body#/id" } };
  const probes = [...vendor.probes, made, read];
  const config = { ...one.config, vendors: [{ ...vendor, sandbox: true, probes }, ...others] };
  one.vendor.route("/baskets", { status: 201, body: { id: "b1", total: 1 } });
  one.vendor.route("/baskets/b1", { body: { id: "b1", total: 1 } });
  await pin(config, { runtime: one.runtime });
  return { ...one, config };
}

function timesMade({ vendor }: Team): number {
  return vendor.received.filter(({ method }) => method === "POST").length;
}

test("what a sandbox makes is made once, and what came of it stands", async () => {
  const made = await sandboxTeam();
  const before = timesMade(made);
  made.vendor.route("/baskets", [{ status: 409 }, { status: 201, body: { id: "b1" } }, { status: 409 }]);
  made.vendor.route("/baskets/b1", { body: { id: "b1", total: 1 } });
  made.vendor.route("/orders/o1", { body: orderWithoutTotal });
  expect([await lookTwice(made), timesMade(made) - before]).toEqual([
    {
      found: ["response-property-missing /orders/{id}", "response-property-missing /baskets"],
      unknown: [],
      slept: [30_000],
    },
    1,
  ]);
});

test("what only the first look could ask, and could not, is still unknown", async () => {
  const made = await sandboxTeam();
  made.vendor.route("/baskets", { status: 429 });
  made.vendor.route("/orders/o1", { body: orderWithoutTotal });
  const { found, unknown } = await lookTwice(made);
  expect([found, unknown.map((text) => text.split(":")[0])]).toEqual([
    ["response-property-missing /orders/{id}"],
    ["rate-limit", "rate-limit"],
  ]);
});

test("where nothing drifted, nobody waits", async () => {
  expect(await lookTwice(await pinnedTeam())).toEqual({ found: [], unknown: [], slept: [] });
});
