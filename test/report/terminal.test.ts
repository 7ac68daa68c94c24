import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { ContractReport, Finding } from "../../src/report/report.ts";
import { terminal } from "../../src/report/terminal.ts";
import { check, diff } from "./fixtures.ts";

describe("a report reads as the stored page", () => {
  test.each([
    ["check", check, 100],
    ["check", check, 60],
    ["diff", diff, 80],
  ])("of %s", (name, report, columns) =>
    expect(terminal(report, { columns, colour: false })).toMatchFileSnapshot(`fixtures/${name}.${columns}.txt`),
  );
});

test("a diff names every operation that a change reaches, where that is wanted", () =>
  expect(terminal(diff, { columns: 80, colour: false, unfold: true })).toMatchFileSnapshot(
    "fixtures/diff.unfolded.txt",
  ));

test("colours come only where asked, and change nothing else", () => {
  const coloured = terminal(check, { columns: 100, colour: true });
  expect([coloured.includes("\u001b[31mbreaking"), stripVTControlCharacters(coloured)]).toEqual([
    true,
    terminal(check, { columns: 100, colour: false }),
  ]);
});

test("what a vendor wrote can neither move the cursor nor start a line of its own", () => {
  const shop = check.contracts[0] as ContractReport;
  const finding = shop.findings[0] as Finding;
  const hostile = "\u001b[2J\u001b]0;owned\u0007gone\r\nbreaking  GET /fake\u202E";
  const contracts = [
    { ...shop, findings: [{ ...finding, text: hostile, todo: hostile, evidence: [hostile] }], unknown: [] },
  ];
  const lines = terminal({ ...check, contracts }, { columns: 200, colour: false }).split("\n");
  expect(lines.filter((line) => line.includes("fake"))).toEqual([
    "    gone breaking GET /fake",
    "    seen     gone breaking GET /fake",
    "    to do    gone breaking GET /fake",
  ]);
});
