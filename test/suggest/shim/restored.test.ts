import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import type { Description } from "../../../src/contract/contract.ts";
import type { Json, JsonObject } from "../../../src/json.ts";
import { facets } from "../../../src/live/conformance/places.ts";
import { redactor } from "../../../src/live/redact/index.ts";
import { type Answer, answerOf } from "../../../src/suggest/shim/answer.ts";
import { shimOf } from "../../../src/suggest/shim/derive.ts";
import { holds } from "../../../src/suggest/shim/holds.ts";
import { lostLive } from "../../../src/suggest/shim/lost-live.ts";
import { namesFor } from "../../../src/suggest/shim/names.ts";
import { placeOf } from "../../../src/suggest/shim/names-in-code.ts";
import { ran } from "../../../src/suggest/shim/run.ts";
import { codeOf } from "../../../src/suggest/shim/write.ts";

const operation = { method: "get", path: "/orders/{id}" };

const described = (schema: JsonObject, schemas: JsonObject = {}): Description => ({
  document: {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    components: { schemas },
    paths: {
      [operation.path]: {
        get: { responses: { "200": { description: "", content: { "application/json": { schema } } } } },
      },
    },
  },
  texts: [],
  bundled: {},
});

/** The shim between two contracts, as code, and what makes sure of it. */
function written(old: JsonObject, now: JsonObject, oldSchemas?: JsonObject, newSchemas?: JsonObject) {
  const [pinned, published] = [described(old, oldSchemas), described(now, newSchemas)];
  const derived = shimOf(operation, { pinned, published }, []);
  const [before, after] = [answerOf(pinned, operation), answerOf(published, operation)];
  if (!derived || !before || !after) return undefined;
  const names = namesFor(operation, pinned.document);
  const style = {
    quoted: JSON.stringify,
    indent: "  ",
    end: ";",
    types: "typescript",
    module: "esm",
    isAsked: true,
  } as const;
  const text = codeOf(derived.shim, derived.is, names, style);
  return {
    text,
    shim: derived.shim,
    isSure: (other = text) =>
      holds({ shim: derived.shim, text: other, name: names.function }, { before, now: after }, ts),
    run: (value: Json) => ran(text, names.function, [value], ts)?.[0],
    /** What it cannot restore of answers that came, as sentences; undefined where it fails. */
    losesLive: async (...bodies: Json[]) => {
      const specimens = bodies.map((body) => ({ operation, status: 200, body: specimen(body, after) }));
      const claimed = { shim: derived.shim, text, name: names.function };
      const lost = await lostLive(claimed, { before, now: after }, specimens, ts);
      return lost?.map(({ pointer, text: why }) => `${placeOf(pointer)} ${why}`);
    },
  };
}

function specimen(body: Json, { document, schema, pointer }: Answer): Json {
  const root = { instancePath: "", pointer, facets: facets(document, schema, pointer) };
  return redactor([]).specimen(body, { document, root });
}

/** A value in both contracts, and what the vendor answers for one and the same thing. */
interface Both {
  readonly old: JsonObject;
  readonly now: JsonObject;
  readonly answers: fc.Arbitrary<readonly [old: Json, now: Json]>;
  readonly isChanged: boolean;
}

const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
const iso = (time: number) => new Date(time * 1000).toISOString();
const timeText = { type: "string", format: "date-time" };

const leaves: readonly Both[] = [
  leaf(
    { type: "integer" },
    { type: "integer" },
    fc.integer().map((n) => [n, n]),
    false,
  ),
  leaf(
    { type: "string" },
    { type: "string" },
    fc.string().map((text) => [text, text]),
    false,
  ),
  leaf(
    { type: "integer" },
    { type: "string" },
    fc.integer().map((n) => [n, String(n)]),
  ),
  leaf(
    { type: "string" },
    { type: "integer" },
    fc.integer().map((n) => [String(n), n]),
  ),
  leaf(
    { type: "integer" },
    timeText,
    seconds.map((time) => [time, iso(time)]),
  ),
  leaf(
    timeText,
    { type: "integer" },
    seconds.map((time) => [iso(time), time]),
  ),
  leaf(
    { type: "string" },
    { type: "object", required: ["id"], properties: { id: { type: "string" }, name: { type: "string" } } },
    fc.string().map((id) => [id, { id, name: "Ada" }]),
  ),
  leaf(
    { type: "string", enum: ["open", "cancelled"] },
    { type: "string", enum: ["open", "canceled"] },
    fc.constantFrom(["open", "open"] as const, ["cancelled", "canceled"] as const),
  ),
];

function leaf(old: JsonObject, now: JsonObject, answers: Both["answers"], isChanged = true): Both {
  return { old, now, answers, isChanged };
}

const words = ["alpha", "bravo*/", "char\"lie'", "delta`${x}`", "echo\n", "constructor's"];

interface Named {
  readonly name: string;
  readonly both: Both;
  readonly isRenamed: boolean;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
}

const field = (depth: number): fc.Arbitrary<Both> =>
  depth === 0
    ? fc.constantFrom(...leaves)
    : fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...leaves) },
        { weight: 1, arbitrary: field(depth - 1).map(listOf) },
        { weight: 2, arbitrary: object(depth - 1) },
      );

function listOf({ old, now, answers, isChanged }: Both): Both {
  return {
    old: { type: "array", items: old },
    now: { type: "array", items: now },
    answers: fc.array(answers, { maxLength: 3 }).map((all) => [all.map(([was]) => was), all.map(([, is]) => is)]),
    isChanged,
  };
}

function object(depth: number): fc.Arbitrary<Both> {
  return fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom(...words),
        both: field(depth),
        isRenamed: fc.boolean(),
        isRequired: fc.boolean(),
        isNullable: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4, selector: ({ name }) => name },
    )
    .map(objectOf);
}

/** Only what stays what it is can be known again by another name. */
function objectOf(all: readonly Named[]): Both {
  const members = all.map((one) => ({
    ...one,
    now: one.isRenamed && !one.both.isChanged ? `${one.name} now` : one.name,
  }));
  const schema = (side: "old" | "now"): JsonObject => ({
    type: "object",
    required: members.filter(({ isRequired }) => isRequired).map((one) => (side === "old" ? one.name : one.now)),
    properties: Object.fromEntries(
      members.map((one) => [side === "old" ? one.name : one.now, nullable(one.both[side], one.isNullable)]),
    ),
  });
  const answers = fc
    .tuple(
      ...members.map(({ both, isRequired, isNullable }) =>
        fc
          .tuple(both.answers, fc.boolean(), fc.boolean())
          .map(([pair, isThere, isNull]) =>
            isRequired || isThere ? (isNullable && isNull ? ([null, null] as const) : pair) : undefined,
          ),
      ),
    )
    .map((pairs) => {
      const there = pairs.flatMap((pair, i) => (pair && members[i] ? [{ pair, ...members[i] }] : []));
      return [
        Object.fromEntries(there.map(({ name, pair: [was] }) => [name, was])),
        Object.fromEntries(there.map(({ now, pair: [, is] }) => [now, is])),
      ] as const;
    });
  return {
    old: schema("old"),
    now: schema("now"),
    answers,
    isChanged: members.some(({ name, now, both }) => name !== now || both.isChanged),
  };
}

function nullable(schema: JsonObject, isNullable: boolean): JsonObject {
  if (!isNullable) return schema;
  return {
    ...schema,
    type: [schema.type ?? "string", "null"],
    ...(Array.isArray(schema.enum) && { enum: [...schema.enum, null] }),
  };
}

const envelopes = ["none", "in", "out"] as const;

const enveloped = ({ old, now, answers, isChanged }: Both, envelope: (typeof envelopes)[number]): Both => {
  const around = (schema: JsonObject) => ({ type: "object", required: ["data"], properties: { data: schema } });
  if (envelope === "in")
    return { old, now: around(now), answers: answers.map(([was, is]) => [was, { data: is }]), isChanged: true };
  if (envelope === "out")
    return { old: around(old), now, answers: answers.map(([was, is]) => [{ data: was }, is]), isChanged: true };
  return { old, now, answers, isChanged };
};

/** Whether a value has all that another one has: what came beside is nobody's loss. */
function has(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((one, i) => has(value[i], one));
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(wanted).every(([name, one]) => has((value as Record<string, unknown>)[name], one))
  );
}

const changes = fc
  .tuple(fc.oneof(object(2), object(1).map(listOf)), fc.constantFrom(...envelopes))
  .chain(([both, envelope]) => {
    const whole = enveloped(both, envelope);
    return whole.answers.map((answer) => ({ old: whole.old, now: whole.now, answer, isChanged: both.isChanged }));
  });

test("whatever a vendor renames, converts and wraps, the shim gives back", () => {
  let count = 0;
  fc.assert(
    fc.property(changes, ({ old, now, answer: [was, is] }) => {
      const shim = written(old, now);
      if (shim === undefined || shim.shim.lost.length > 0) return true;
      count += 1;
      const given = shim.run(is);
      return has(given, was);
    }),
    { numRuns: 100 },
  );
  expect(count).toBeGreaterThan(30);
});

test("what a shim says of itself is true", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ old, now }) => {
      const shim = written(old, now);
      return shim === undefined || (await shim.isSure());
    }),
    { numRuns: 30 },
  );
});

test("a shim that gives an answer back is not blamed for what stands in for it", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async ({ old, now, answer: [, is] }) => {
      const shim = written(old, now);
      expect(await shim?.losesLive(is)).toEqual(shim && []);
    }),
    { numRuns: 60 },
  );
});

const order = (properties: JsonObject, required = Object.keys(properties)): JsonObject => ({
  type: "object",
  required,
  properties,
});
const renamed = written(order({ total: { type: "number" } }), order({ total_amount: { type: "number" } }));

test.each([
  ["leaves it as it is", "export const orderAsBefore = (order) => order;"],
  ["gives another type", "export const orderAsBefore = (order) => ({ ...order, total: String(order.total_amount) });"],
  ["throws", "export const orderAsBefore = (order) => order.nothing.at.all;"],
  [
    "changes what it is given",
    "export const orderAsBefore = (order) => Object.assign(order, { total: order.total_amount });",
  ],
  ["wants more than the language", "export const orderAsBefore = (order) => (process.exit(), { ...order, total: 1 });"],
  ["is not there", "export const customerAsBefore = (order) => ({ ...order, total: order.total_amount });"],
  ["is no code", "export const orderAsBefore = ("],
])("what %s is no shim", async (_, text) => {
  expect(await renamed?.isSure(text)).toBe(false);
});

test("what several places share is restored in all of them", () => {
  const address = (name: string) => ({ type: "object", required: [name], properties: { [name]: { type: "string" } } });
  const body = order({ from: { $ref: "#/components/schemas/Address" }, to: { $ref: "#/components/schemas/Address" } });
  const shim = written(body, body, { Address: address("town") }, { Address: address("town_name") });
  expect(shim?.run({ from: { town_name: "Bern" }, to: { town_name: "Chur" } })).toMatchObject({
    from: { town: "Bern" },
    to: { town: "Chur" },
  });
});

test.each<[string, JsonObject, JsonObject, string[]]>([
  ["that is gone", order({ note: { type: "string" } }), order({}), ["note is gone"]],
  [
    "that may be missing",
    order({ note: { type: "string" } }),
    order({ note: { type: "string" } }, []),
    ["note may be missing"],
  ],
  [
    "that may be null",
    order({ note: { type: "string" } }),
    order({ note: { type: ["string", "null"] } }),
    ["note may be null"],
  ],
  [
    "with a new value",
    order({ state: { enum: ["open"] } }),
    order({ state: { enum: ["open", "lost"] } }),
    ["state may have a value that is new"],
  ],
  [
    "that is a list now",
    order({ tag: { type: "string" } }),
    order({ tag: { type: "array", items: { type: "string" } } }),
    ["tag has another type"],
  ],
  [
    "of a map",
    order({ sums: { type: "object", additionalProperties: order({ sum: { type: "number" } }) } }),
    order({ sums: { type: "object", additionalProperties: order({ sum_amount: { type: "number" } }) } }),
    ["sums[].sum is gone"],
  ],
  [
    "whose name objects have anyway",
    order({ valueOf: { type: "string" } }),
    order({ value_of: { type: "string" } }),
    ["valueOf is gone"],
  ],
  [
    "of an object of which the id is left",
    order({ customer: order({ id: { type: "string" }, name: { type: "string" } }) }),
    order({ customer: { type: "string" } }),
    ["customer.name is gone"],
  ],
])("what %s cannot be restored, and that is said", async (_, old, now, lost) => {
  const more = { type: "number" };
  const shim = written(
    { ...old, properties: { ...(old.properties as JsonObject), total: more } },
    { ...now, properties: { ...(now.properties as JsonObject), total_amount: more } },
  );
  expect(shim?.shim.lost.map(({ pointer, text }) => `${placeOf(pointer)} ${text}`)).toEqual(lost);
  expect(lost.every((one) => shim?.text.includes(one.replace(/^\S+/, "`$&`")))).toBe(true);
  expect(await shim?.isSure()).toBe(true);
});

const texts = { type: "string" };
const amounts = [order({ total: { type: "integer" } }), order({ total: texts })] as const;
const wrong = "total does not get its old type back in some live answers";

test.each<[string, readonly Json[], string[]]>([
  ["a whole number", ["42"], []],
  ["a fraction", ["12.50"], [wrong]],
  ["no number", ["EUR 12"], [wrong]],
  ["what only looks like a number when its digits are hidden", ["4X2"], [wrong]],
  ["a number with spaces around", [" 42 "], []],
  ["a number with an exponent", ["1e3"], []],
  ["several, of which one is wrong", ["42", "12.50", "13.50"], [wrong]],
  ["another type than the contract says", [12.5], []],
  ["null, against the contract", [null], []],
])("a text that was a whole number, and is %s", async (_, totals, lost) => {
  expect(await written(...amounts)?.losesLive(...totals.map((total) => ({ total })))).toEqual(lost);
});

test("a secret that is a number stays one where it stands in for itself, and its length is hidden", async () => {
  const shim = written(order({ password: { type: "integer" } }), order({ password: texts }));
  expect(await shim?.losesLive({ password: "4711" })).toEqual([]);
});

test.each<[string, JsonObject, JsonObject, Json]>([
  ["have the old shape still", order({ total: texts }), order({ total_amount: texts }), { total: "1" }],
  [
    "have the old shape without an envelope",
    order({ total: texts }),
    order({ data: order({ total: texts }) }),
    { total: "1" },
  ],
  [
    "do not fit beside the body",
    order({ total: texts }),
    order({ data: order({ total: texts }), page: texts }),
    { data: { total: "x" }, page: 1 },
  ],
  [
    "do not fit where a list is",
    order({ lines: { type: "array", items: order({ sum: texts }) } }),
    order({ lines: { type: "array", items: order({ sum_amount: texts }) } }),
    { lines: null },
  ],
  [
    "have what a pattern wants",
    order({ id: { type: "integer" }, to: texts }),
    order({ id: { type: "string", pattern: "^[3-5]{2}$" }, to: texts }),
    { id: "44", to: "x" },
  ],
])("answers that %s prove nothing against a shim", async (_, old, now, answer) => {
  expect(await written(old, now)?.losesLive(answer)).toEqual([]);
});
