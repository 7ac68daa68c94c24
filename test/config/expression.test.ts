import { expect, test } from "vitest";
import { isWhole, pieces } from "../../src/config/expression.ts";

/** Each piece in a word or two: text as it is, where an expression leads, or that it leads nowhere. */
function told(text: string): unknown[] {
  return pieces(text).map((piece) => {
    if (piece.kind === "text") return piece.text;
    return piece.kind === "malformed" ? undefined : [piece.expression.step, piece.expression.from];
  });
}

test.each<[text: string, expected: unknown[]]>([
  ["$steps.list.response.body", [["list", { kind: "body", pointer: "" }]]],
  ["$steps.list.response.body#", [["list", { kind: "body", pointer: "" }]]],
  ["$steps.list.response.body#/0/a~1b", [["list", { kind: "body", pointer: "/0/a~1b" }]]],
  ["$steps.my-list_2.response.header.X-Next", [["my-list_2", { kind: "response header", name: "x-next" }]]],
  ["$steps.list.request.header.Accept", [["list", { kind: "request header", name: "accept" }]]],
  ["$steps.list.request.path.id", [["list", { kind: "path", name: "id" }]]],
  ["$steps.list.request.query.filter[a].b", [["list", { kind: "query", name: "filter[a].b" }]]],
  ["$steps.list.statusCode", [["list", { kind: "status" }]]],
  ["a{$steps.list.statusCode}b", ["a", ["list", { kind: "status" }], "b"]],
  [
    "{$steps.a.statusCode}{$steps.b.statusCode}",
    [
      ["a", { kind: "status" }],
      ["b", { kind: "status" }],
    ],
  ],
  ["$steps.list.response.body#0", [undefined]],
  ["$steps.list.response.body#/~2", [undefined]],
  ["$steps.list.outputs.id", [undefined]],
  ["$steps.list", [undefined]],
  ["$statusCode", [undefined]],
  ["$response.body#/id", [undefined]],
  ["{$inputs.token}", [undefined]],
  ["", []],
  ["$5 or {braces}", ["$5 or {braces}"]],
  ["$filter", ["$filter"]],
  ["${NAME}", ["${NAME}"]],
  ["costs $steps.list.statusCode", ["costs $steps.list.statusCode"]],
])("%s", (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test("only a text that is nothing but an expression keeps the value's type", () => {
  const texts = ["$steps.a.statusCode", "{$steps.a.statusCode}", "x", ""];
  expect(texts.map(isWhole)).toEqual([true, false, false, false]);
});
