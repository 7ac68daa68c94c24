import { join } from "node:path";
import { expect, test } from "vitest";
import type { Description } from "../../../src/contract/contract.ts";
import { compare } from "../../../src/diff/index.ts";
import { reach } from "../../../src/impact/index.ts";
import type { JsonObject } from "../../../src/json.ts";
import { testRuntime } from "../../support/runtime.ts";

const object = (properties: JsonObject) => ({ type: "object", required: Object.keys(properties), properties });
const json = (schema: JsonObject) => ({ "application/json": { schema } });
const contract = (state: JsonObject): Description => ({
  document: {
    openapi: "3.1.0",
    info: { title: "shop", version: "1" },
    servers: [{ url: "https://api.shop.example" }],
    paths: {
      "/orders/{id}": {
        get: { responses: { "200": { description: "", content: json(object({ id: { type: "string" }, state })) } } },
        put: { requestBody: { content: json(object({ state })) }, responses: { "204": { description: "" } } },
      },
    },
  },
  texts: [],
  bundled: {},
});

const get = "const order = await (await fetch(`https://api.shop.example/orders/${id}`)).json();";
const code = `type State = "open" | "paid";
declare function show(state: State): void;
export async function method(id: string) { ${get} return order.state.trim(); }
export async function union(id: string) { ${get} const state: "open" | "paid" = order.state; return state; }
export async function named(id: string) { ${get} show(order.state); }
export async function index(id: string) { ${get} return { open: 1, paid: 2 }[order.state]; }
export async function text(id: string) { ${get} const state: string = order.state; return state; }
export async function same(id: string) { ${get} return order.state === "paid"; }
export async function each(id: string) {
  ${get}
  switch (order.state) { case "open": return 1; default: { const paid: "paid" = order.state; return paid; } }
}
export async function unfinished(id: string) {
  ${get}
  const told = (): number => { switch (order.state) { case "open": return 1; case "paid": return 2; } };
  return told();
}
export const send = (id: string) =>
  fetch(\`https://api.shop.example/orders/\${id}\`, { method: "PUT", body: JSON.stringify({ state: "paid" }) });
`;

const pinned = { type: "string", enum: ["open", "paid"] };

test.each<[string, JsonObject, Readonly<Record<string, string>>]>([
  [
    "may be null, and has a new value",
    { type: ["string", "null"], enum: ["open", "paid", "late", null] },
    {
      "response-property-became-nullable": "method union named index index text each unfinished",
      'response-property-enum-value-added "late"': "union each",
    },
  ],
  [
    "may be null, and is any text",
    { type: ["string", "null"] },
    {
      "response-property-became-nullable": "method union named index text each unfinished",
      "response-property-became-not-enum": "union each",
    },
  ],
  [
    "is one of some numbers",
    { type: "integer", enum: [1, 2] },
    {
      "request-property-type-changed": "send",
      "response-property-type-changed":
        "method union named index index text same each each unfinished unfinished unfinished",
    },
  ],
  [
    "may be a number, and has new values",
    { type: ["string", "integer"], enum: ["open", "paid", "late", 3] },
    {
      "response-property-list-of-types-widened": "method union index index text each unfinished",
      'response-property-enum-value-added "late"': "union named each",
    },
  ],
  [
    "has one value for another, and fewer characters",
    { type: "string", enum: ["open", "late"], maxLength: 4 },
    {
      'request-property-enum-value-removed "paid"': "send",
      'response-property-enum-value-added "late"': "union named index each unfinished",
      'response-property-enum-value-removed "paid"': "same unfinished",
    },
  ],
])("a field that %s", async (_, state, expected) => {
  expect(await told(contract(pinned), contract(state))).toEqual(expected);
});

/** The functions in which the compiler finds errors, by the rule, and the value, of the drift that has them. */
async function told(base: Description, revision: Description): Promise<Record<string, string>> {
  const { changes } = compare(base, revision, { perspective: "consumer", today: "2026-01-02" });
  const drifts = changes.map((change) => ({ ...change, verdict: "released" as const, evidence: [] }));
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    await runtime.files.write(join(folder, "src/code.ts"), code);
    const vendor = { name: "shop", code: ["src/**"] };
    const { reached } = await reach(drifts, { vendor, folder, pinned: base, published: revision }, runtime);
    const named = drifts.map(({ rule, text, fingerprint }): [string, string] => {
      const broken = (reached.get(fingerprint) ?? []).filter(({ certainty }) => certainty === "compiled");
      const value = /enum-value/.test(rule) ? / value (\S+)/.exec(text)?.[1] : undefined;
      return [[rule, value].join(" ").trim(), broken.map(({ node }) => within(node.pos)).join(" ")];
    });
    return Object.fromEntries(named.filter(([, broken]) => broken !== ""));
  });
}

function within(position: number): string {
  return [...code.slice(0, position).matchAll(/^export (?:async function|const) (\w+)/gm)].at(-1)?.[1] ?? "";
}
