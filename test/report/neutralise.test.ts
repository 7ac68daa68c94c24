import { describe, expect, test } from "vitest";
import { neutralise, neutraliseCode, oneLine, printable, terminalLine } from "../../src/report/neutralise.ts";

/** Makes the zero-width space visible. */
const shown = (text: string) => text.replaceAll("\u200B", "·");

describe("text on which GitHub would act is broken, and still reads the same", () => {
  test.each([
    ["a mention", "ask @octocat", "ask @·octocat"],
    ["a team", "cc @acme/core.", "cc @·acme/core."],
    ["a reference", "see #12", "see #·12"],
    ["a reference with a prefix", "see GH-12", "see GH-·12"],
    ["a reference into another repository", "see acme/shop#12", "see acme/shop#·12"],
    ["a commit of another repository", "see acme/shop@deadbeef", "see acme/shop@·deadbeef"],
    ["a closing keyword", "Fixes: #7, closes acme/shop#8", "Fixes: #·7, closes acme/shop#·8"],
    ["a link that would refer back", "https://github.com/acme/shop/issues/1", "https:·//github.com/acme/shop/issues/1"],
    ["a bare host", "www.example.com", "www·.example.com"],
    ["a comment that looks like a marker", "<!-- drift:end -->", "<·!-- drift:end -->"],
    ["math", "$ref and $id", "$·ref and $·id"],
    ["several lines", "one\r\n\n  two\u2028three", "one two three"],
  ])("%s", (_, text, expected) => expect(shown(neutralise(text))).toBe(expected));
});

test("words, colours and addresses that GitHub leaves alone stay as they are", () => {
  const text = "Fixes nothing: #total, a@ b, 50 % <b>, GH, http, naïve 北京 👩‍👩‍👧";
  expect(neutralise(text)).toBe(text);
});

test("in code only our markers are broken, so the rest can be copied", () => {
  expect(shown(neutraliseCode("npm:@octokit/openapi@22.0.0 #1\n<!-- drift:v1 -->"))).toBe(
    "npm:@octokit/openapi@22.0.0 #1\n<·!-- drift:v1 -->",
  );
});

describe("workflow commands are broken wherever vendor text may reach the log of a job", () => {
  test.each([
    ["at the start", "::error::owned", ":·:error::owned"],
    ["where a line may wrap", "see ::add-mask::x", "see :·:add-mask::x"],
    ["in the old form", "see ##[error]owned", "see ##·[error]owned"],
    ["not in names", "std::vector and a::b, ## [x]", "std::vector and a::b, ## [x]"],
  ])("%s", (_, text, expected) => {
    expect([neutralise(text), neutraliseCode(text), terminalLine(text)].map(shown)).toEqual(Array(3).fill(expected));
  });
});

test("terminal escapes, controls and marks of direction are taken out", () => {
  expect(
    printable(
      "\u001b[31mred\u001b[0m \u001b]8;;https://x\u0007link\u001b]8;;\u0007\u0000\u009b\u202Eevil\u2069\ttab\nline",
    ),
  ).toBe("red linkevil\ttab\nline");
  expect(oneLine(" a\t b\u0007\n c ")).toBe("a b c");
});
