import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/diff/catalogue.ts";
import { type Direction, position, type Spot, spots } from "../../src/diff/rules/rule.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { compared } from "./brief.ts";
import { pairs } from "./pairs.ts";

/** One edit of a schema: what it is called, and what its reverse is called. */
type Row = { readonly from: Json; readonly to: Json } & (
  | { readonly narrows: string; readonly widens: string; readonly harm?: string; readonly sent?: string }
  | { readonly changes: string; readonly back?: string }
  | { readonly same: string; readonly back?: string }
  | { readonly unclear: string }
);

const rows = load(readFileSync(new URL("events.yaml", import.meta.url), "utf8")) as readonly Row[];

describe.each(spots.map((spot) => [`${position(spot)} that is ${direction(spot)}`, spot] as const))("%s", (_, spot) => {
  test.each(rows.map((row) => [nameOf(row), row] as const))("%s", (_, row) => {
    const [from, to] = [holding(row.from, spot), holding(row.to, spot)];
    expect([told(from, to), told(to, from)]).toEqual(expected(row, spot));
  });
});

test("whatever a rule can tell is told of some pair", () => {
  const seen = new Set([
    ...pairs("rules").flatMap(({ expected: changes }) => changes.map(({ rule }) => rule)),
    ...spots.flatMap((spot) => rows.flatMap((row) => expected(row, spot).flat())).map((said) => said.split(": ")[1]),
  ]);
  const shown = new Set(catalogue().flatMap(({ id, kind }) => (seen.has(id) ? [kind] : [])));
  expect(new Set(catalogue().map(({ kind }) => kind))).toEqual(shown);
});

function nameOf(row: Row): string {
  if ("narrows" in row) return `${row.narrows}, ${row.widens}`;
  return "changes" in row ? row.changes : "same" in row ? row.same : row.unclear;
}

/** What is said of the edit, and of its reverse. */
function expected(row: Row, spot: Spot): [string[], string[]] {
  const said = (level: string, event: string) => [`${level}: ${placeOf(event, spot)}-${event}`];
  if ("unclear" in row) return [said("warning", row.unclear), said("warning", row.unclear)];
  if ("changes" in row) return [said("breaking", row.changes), said("breaking", row.back ?? row.changes)];
  if ("same" in row) return [said("info", row.same), said("info", row.back ?? row.same)];
  const narrows = isSentWhole(spot) ? (row.sent ?? row.narrows) : row.narrows;
  const [narrower, wider] = levels(row.widens, row.harm, spot);
  return [said(narrower, narrows), said(wider, row.widens)];
}

function levels(widens: string, harm = "breaking", { direction: travels, holder, nested }: Spot): [string, string] {
  if (travels === "request") return [harm, "info"];
  // What a response has more than we knew can be ignored, a value that we do not know can be expected.
  if (widens === "additional-properties-allowed") return ["info", "info"];
  if (widens === "enum-value-added") return ["info", "warning"];
  // Where nothing fits, there is no answer.
  return widens === "schema-became-not-false" && holder === "body" && !nested ? [harm, "info"] : ["info", harm];
}

/** Teams' severity files know a list of values of a whole response by another place. */
function placeOf(event: string, spot: Spot): string {
  const place = position(spot);
  return place === "response-body" && event.includes("enum") ? "response-mediatype" : place;
}

function isSentWhole({ direction: travels, holder, nested }: Spot): boolean {
  return travels === "request" && !(holder === "parameter" && nested);
}

function told(base: JsonObject, revision: JsonObject): string[] {
  return compared(base, revision).changes.map(({ level, rule }) => `${level}: ${rule}`);
}

/** A description that holds a schema at a spot. What travels against the usual direction is a webhook's. */
function holding(schema: Json, { direction: travels, holder, nested }: Spot): JsonObject {
  const held = nested ? { type: "object", properties: { x: schema } } : schema;
  const [operation, usual] = operationHolding(held, holder, travels);
  const section =
    travels === usual ? { paths: { "/orders": { post: operation } } } : { webhooks: { paid: { post: operation } } };
  return { openapi: "3.1.0", ...section };
}

function operationHolding(schema: Json, holder: Spot["holder"], travels: Direction): [JsonObject, Direction] {
  const content = { "application/json": { schema } };
  if (holder === "parameter")
    return [{ parameters: [{ name: "x", in: "query", style: "deepObject", schema }] }, "request"];
  if (holder === "header") return [{ responses: { 200: { headers: { x: { schema } } } } }, "response"];
  return [travels === "request" ? { requestBody: { content } } : { responses: { 200: { content } } }, travels];
}

function direction({ direction: travels }: Spot): string {
  return travels === "request" ? "sent" : "received";
}
