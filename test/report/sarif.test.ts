import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { Log, Run } from "sarif";
import { describe, expect, test } from "vitest";
import type { CheckReport, ContractReport, DiffReport, Finding } from "../../src/report/report.ts";
import { sarif } from "../../src/report/sarif.ts";
import { artifact } from "../../src/report/sarif-artifact.ts";
import { check, diff } from "./fixtures.ts";
import { complaintsOf, outside } from "./sarif/github.ts";

const shop = check.contracts[0] as ContractReport;
const finding = shop.findings[1] as Finding;

describe("a report reads as the stored file, and pleases the schema and GitHub", () => {
  test.each([
    ["check", check],
    ["diff", diff],
  ])("of %s", async (name, report) => {
    const text = sarif(report, { folder: "services/billing" });
    expect(complaintsOf(text)).toEqual([]);
    await expect(text.replace(/("semanticVersion": )"[^"]+"/g, '$1"1.0.0"')).toMatchFileSnapshot(
      `fixtures/${name}.sarif`,
    );
  });
});

test("each contract is an analysis of its own, and one without drift is there to close its alerts", () =>
  expect(
    runsOf(check).map(({ automationDetails, results, invocations }) => [
      automationDetails?.id,
      results?.length,
      invocations?.[0]?.executionSuccessful,
    ]),
  ).toEqual([
    ["drift/shop/", 3, false],
    ["drift/post/", 0, true],
  ]));

test("what was accepted is left out, for GitHub would open an alert for it", () =>
  expect(runsOf(check)[0]?.results?.map(({ ruleId }) => ruleId)).not.toContain("response-property-type-changed"));

test("a patch is a fix, as an editor makes it", () => {
  const edits = [
    { file: "src/shop.ts", start: 40, end: 45, text: "" },
    { file: "src/shop.ts", start: 60, end: 60, text: "?" },
  ];
  const patch = { kind: "absent", applicability: "verified" as const, text: "Go on where eta is null.", edits };
  const text = sarif(reportOf({ ...shop, findings: [{ ...finding, suggestions: [patch, patch] }] }), { folder: "app" });
  expect(complaintsOf(text)).toEqual([]);
  expect((JSON.parse(text) as Log).runs[0]?.results?.[0]?.fixes).toEqual([
    {
      description: { text: "Go on where eta is null. (verified)" },
      artifactChanges: [
        {
          artifactLocation: { uri: "app/src/shop.ts", uriBaseId: "%SRCROOT%" },
          replacements: [
            { deletedRegion: { charOffset: 40, charLength: 5 } },
            { deletedRegion: { charOffset: 60, charLength: 0 }, insertedContent: { text: "?" } },
          ],
        },
      ],
    },
  ]);
});

test("a file that a patch makes is an insertion into nothing", () => {
  const edits = [
    { file: "src/shop-compat.ts", start: 0, end: 0, text: "export function orderAsBefore() {}\n" },
    { file: "src/shop.ts", start: 0, end: 0, text: 'import { orderAsBefore } from "./shop-compat";\n' },
  ];
  const patch = { kind: "compat", applicability: "likely" as const, text: "Give answers their old shape.", edits };
  const text = sarif(reportOf({ ...shop, findings: [{ ...finding, suggestions: [patch] }] }), { folder: "app" });
  expect(complaintsOf(text)).toEqual([]);
  expect((JSON.parse(text) as Log).runs[0]?.results?.[0]?.fixes?.flatMap((fix) => fix.artifactChanges)).toEqual(
    edits.map((edit) => ({
      artifactLocation: { uri: `app/${edit.file}`, uriBaseId: "%SRCROOT%" },
      replacements: [{ deletedRegion: { charOffset: 0, charLength: 0 }, insertedContent: { text: edit.text } }],
    })),
  );
});

test("the same finding has the same fingerprint and place wherever the code moved", () => {
  const moved = { ...finding, impact: [{ file: "src/other.ts", line: 99, column: 1, certainty: "called" as const }] };
  const [before, after] = [finding, moved].map((one) => {
    const result = runsOf(reportOf({ ...shop, findings: [one] }))[0]?.results?.[0];
    return [result?.partialFingerprints, result?.locations];
  });
  expect(after).toEqual(before);
});

describe("beyond GitHub's limits the least severe is left out, and counted", () => {
  test("results of a run", () => {
    const findings = [...many(5_010, "info"), ...many(3, "breaking")];
    const text = sarif(reportOf({ ...shop, findings, unknown: [] }));
    const [run] = (JSON.parse(text) as Log).runs;
    expect([
      complaintsOf(text),
      run?.results?.length,
      run?.results?.slice(0, 4).map(({ level }) => level),
      run?.invocations?.[0]?.toolExecutionNotifications,
    ]).toEqual([
      [],
      5_000,
      ["error", "error", "error", "note"],
      [
        {
          level: "note",
          message: { text: "13 more results, the least severe, did not fit here; the JSON report has everything." },
        },
      ],
    ]);
  });

  test("runs of a file: more than 20 contracts share one", () => {
    const contracts = Array.from({ length: 21 }, (_, i) => ({ ...shop, vendor: `shop-${i}` }));
    const text = sarif({ ...check, contracts });
    const { runs }: Log = JSON.parse(text);
    expect([
      complaintsOf(text),
      runs.map(({ automationDetails, results }) => [automationDetails?.id, results?.length]),
    ]).toEqual([[], [["drift/", 63]]]);
  });

  test("bytes of a file, compressed", () => {
    const noise = (seed: string) => createHash("shake256", { outputLength: 740 }).update(seed).digest("base64");
    const contracts = ["shop", "post"].map((vendor) => ({
      ...shop,
      vendor,
      findings: many(3_500, "warning").map((one, i) => ({ ...one, text: noise(vendor + i), todo: noise(`${i}`) })),
    }));
    const text = sarif({ ...check, contracts });
    expect([
      gzipSync(text).byteLength < 10_000_000,
      (JSON.parse(text) as Log).runs.map(({ results }) => results?.length),
    ]).toEqual([true, [1_000, 1_000]]);
  });
});

describe("a file of a report is named as SARIF names it", () => {
  test.each([
    ["specs/shop/contract.json", "", "specs/shop/contract.json"],
    ["specs/shop/contract.json", "services/billing", "services/billing/specs/shop/contract.json"],
    ["../web/src/[id]/a b#1.ts", "services", "web/src/%5Bid%5D/a%20b%231.ts"],
    ["src\\shop.ts", "", "src/shop.ts"],
    ["/tmp/old.yaml", "services", "file:///tmp/old.yaml"],
    ["C:\\api\\new.yaml", "", "file:///C%3A/api/new.yaml"],
    ["https://api.example.com/a b.json?v=%20", "services", "https://api.example.com/a%20b.json?v=%20"],
    ["http://[::1]:4010/openapi.json", "", "http://[::1]:4010/openapi.json"],
    ["npm:@shop/openapi@1.5.0#open api#.yaml", "", "npm:@shop/openapi@1.5.0#open%20api%23.yaml"],
  ])("%s", (file, folder, uri) => expect(artifact(file, folder).uri).toBe(uri));
});

test("code outside of the repository is not pointed at", () => {
  const impact = ["../lib/a.ts", "../../elsewhere/b.ts"].map((file) => ({
    file,
    line: 1,
    column: 1,
    certainty: "called" as const,
  }));
  const text = sarif(reportOf({ ...shop, findings: [{ ...finding, impact }] }), { folder: "services" });
  expect([outside(text), text.includes("lib/a.ts"), text.includes("elsewhere")]).toEqual([[], true, false]);
});

describe("hostile vendor text is plain text", () => {
  test.each([
    "[click](https://evil.example) ![x](javascript:alert(1)) [1](1)",
    "\\[a](1) [[a]](2) [a][b] [a]\\(3)",
    "{0} {1} {{2}}",
    "<img src=x> </details> <!-- drift:v1 -->",
    "@octocat fixes #1",
    "##[error]x\n::error::y",
    "\u001b[31mred\u202E \ud800 \u0000",
    "x".repeat(70_000),
  ])("%j", (hostile) => {
    const text = sarif(sayingEverywhere(hostile));
    const { message } = runsOf(sayingEverywhere(hostile))[0]?.results?.[0] ?? { message: { text: "" } };
    expect({
      complaints: complaintsOf(text),
      outside: outside(text),
      acts: /@octocat|#1\b|<img|<\/details|<!--|\{\d|\p{Cc}|\u202E|\]\((?!1\))/u.test(message.text ?? ""),
      command: text.includes("##["),
    }).toEqual({ complaints: [], outside: [], acts: false, command: false });
  });
});

test("whatever a report says, it is SARIF that GitHub takes", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom("[a](1)", "](", "{0}", "<a>", "\\", "@x", "#1", "::x::", "\ud800", "specs/[x]/#?%.json", "../../x"),
    fc
      .array(fc.constantFrom("[", "]", "(", ")", "\\", "1", "{", "}", "<", "!", "a", "\n"), { maxLength: 12 })
      .map((all) => all.join("")),
  );
  const findings = fc.array(
    fc.record({
      text: nasty,
      todo: nasty,
      rule: fc.oneof(
        fc.constantFrom("response-property-removed", "endpoint-added"),
        nasty.map((text) => `x${text}`),
      ),
      level: fc.constantFrom("breaking" as const, "warning" as const, "info" as const),
      root: fc.constantFrom("a", "b", "c"),
      fingerprint: fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 16, maxLength: 16 }),
      file: nasty,
      operations: fc.nat(30),
      accepted: fc.option(fc.record({ reason: nasty }), { nil: undefined }),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/), { maxLength: 4, minLength: 1 }),
      findings,
      nasty,
      (vendors, generated, source) => {
        const told = generated.map(
          ({ file, accepted, ...rest }): Finding => ({
            ...finding,
            ...rest,
            operation: { method: "get", path: rest.text },
            impact: [{ file: file || "x", line: 3, column: 4, certainty: "called" }],
            ...(accepted && { accepted }),
          }),
        );
        const contracts = vendors.map((vendor) => ({ ...shop, vendor, findings: told }));
        const text = sarif({ ...check, contracts });
        const changes = told.map((one) => ({
          ...one,
          location: { pointer: "", base: { file: source || "x", line: 2 } },
        }));
        expect([complaintsOf(text), outside(text), complaintsOf(sarif({ ...diff, changes }))]).toEqual([[], [], []]);
      },
    ),
    { numRuns: 100 },
  );
});

function runsOf(report: CheckReport | DiffReport): Run[] {
  return (JSON.parse(sarif(report)) as Log).runs;
}

function reportOf(contract: ContractReport): CheckReport {
  return { ...check, contracts: [contract] };
}

function many(count: number, level: Finding["level"]): Finding[] {
  return Array.from({ length: count }, (_, i) => ({
    ...finding,
    level,
    root: `${level}-${i}`,
    fingerprint: i.toString(16).padStart(16, "0"),
  }));
}

/** A report in which every text that a vendor can influence says this. */
function sayingEverywhere(text: string): CheckReport {
  const operation = { method: "get", path: `/${text}` };
  return reportOf({
    ...shop,
    findings: [
      {
        ...finding,
        operation,
        text,
        todo: text,
        rule: text,
        location: { pointer: text, revision: { file: text, line: 1, column: 1 } },
        impact: [{ file: `src/${text.replaceAll("/", "")}`, line: 1, column: 1, certainty: "called" }],
      },
    ],
    unknown: [{ operation, cause: "network", step: 2, text, todo: text, steps: [] }],
  });
}
