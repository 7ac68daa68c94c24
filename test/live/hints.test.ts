import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { hintsOf, sayingOf } from "../../src/live/hints.ts";
import { withoutWords } from "../../src/live/redact/free-text.ts";
import { redactor } from "../../src/live/redact/index.ts";

test.each<[status: number, text: string, hints: readonly string[]]>([
  [404, "Cannot GET /orders/1", ["no-route"]],
  [404, "Route GET:/orders/1 not found", ["no-route"]],
  [404, "no Route matched with those values", ["no-route"]],
  [404, "Unrecognized request URL (GET: /v1/foo)", ["no-route"]],
  [404, "No static resource orders/1.", ["no-route"]],
  [404, "404 page not found", ["no-route"]],
  [404, "No such customer: 'cus_1'", ["no-object"]],
  [404, "No such route: /orders", ["no-route"]],
  [404, "Couldn't find Order with 'id'=1", ["no-object"]],
  [404, "resource_missing", ["no-object"]],
  [404, "Not Found", []],
  [403, "API rate limit exceeded for user", ["rate-limit"]],
  [403, "Too many requests", ["rate-limit"]],
  [401, "The access token expired", ["credentials"]],
  [400, "API_KEY_INVALID", ["credentials"]],
  [400, "invalid page token", []],
  [403, "insufficient_scope", ["scope"]],
  [503, "We are down for maintenance", ["maintenance"]],
  [403, "Attention Required! | Cloudflare", ["challenge"]],
  [400, "region is required", []],
])("a %i that says: %s", (status, message, hints) => {
  const json = hintsOf(status, { kind: "json", value: { error: { errors: [{ message }] } } });
  expect([json, hintsOf(status, { kind: "text", text: `<p>${message}</p>` })]).toEqual([hints, hints]);
});

test.each<[what: string, value: Json, hints: readonly string[]]>([
  ["its subject", { title: "Too many requests", notes: ["no such order: 7"] }, []],
  ["an error", { ok: false, error: "ratelimited" }, ["rate-limit"]],
])("of a success, only what it says of an error counts: %s", (_, value, hints) => {
  expect(hintsOf(200, { kind: "json", value })).toEqual(hints);
});

test.each([
  "no-route",
  "no-object",
  "rate-limit",
  "credentials",
  "scope",
  "maintenance",
  "challenge",
  "https",
] as const)("a recording says it so that it is found again: %s", (hint) => {
  expect(hintsOf(503, { kind: "text", text: sayingOf(hint) })).toEqual([hint]);
});

test.each([
  ["a name", "user Jane Canaryson-Müller is not allowed, id 42", "xxxx xxxx xxxxxxxxxxxxxxxx xx xxx xxxxxxxx xx 00"],
  ["a page", "\n<!DOCTYPE html><title>Jane</title>", "\n<!DOCTYPE html><xxxxx>xxxx</xxxxx>"],
  ["another page", "<html lang=en>Jane", "<html xxxx=xx>xxxx"],
  ["a page of somebody's", "<htmljane>", "<xxxxxxxx>"],
  ["what is secret", "{x} Jane", "xxxxxxxxxx xxxx"],
  ["a long text", "Jane ".repeat(200), "xxxx ".repeat(100)],
])("a text keeps its form, and nothing that it says: %s", (_, text, expected) => {
  expect(withoutWords(text, redactor(["{x}"]).text)).toBe(expected);
});
