import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { contractMarkdown, markdown } from "../../src/report/markdown.ts";
import type { ContractReport, Finding } from "../../src/report/report.ts";
import { check, diff } from "./fixtures.ts";

const shop = check.contracts[0] as ContractReport;

describe("a report reads as the stored page", () => {
  test.each([
    ["check", check],
    ["diff", diff],
  ])("of %s", (name, report) => expect(markdown(report)).toMatchFileSnapshot(`fixtures/${name}.md`));
});

test("the first line says the outcome and the counts", () => {
  expect(contractMarkdown(shop, 60_000).split("\n")[0]).toBe(
    "**Breaking drift**: 2 breaking, 0 warning, 1 info, 1 unknown.",
  );
});

test("a contract without drift that was not wholly checked is not called clean", () => {
  expect(contractMarkdown({ ...shop, findings: [] }, 60_000).split("\n")[0]).toBe(
    "**Not fully checked**: 0 breaking, 0 warning, 0 info, 1 unknown.",
  );
});

describe("hostile vendor text is shown, never interpreted", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "</details><details open>",
    "<!-- drift:end --> <!-- drift:v1 state=open -->",
    "@octocat #1 acme/shop#2 Fixes #3",
    "![x](https://evil.example/x.png) [y](https://evil.example)",
    "a | b | c\n| - | - |\n# heading\n- [x] done",
    "```\n~~~\n````",
    "\u001b[31mred\u001b[0m \u202Eevil",
    "&lt;b&gt; &#64;octocat **bold** _it_ ~~s~~ `code` $x$ \\",
  ];
  test.each(hostile)("%j", (text) => {
    const report = contractMarkdown(contractSaying(text), 60_000);
    expect({
      nodes: kinds(fromPage(report)),
      html: htmlIn(fromPage(report)).filter((html) => !/^<\/?(details|summary)/.test(html)),
      comments: report.includes("<!--"),
      control: /\p{Cc}/u.test(report.replaceAll("\n", "")),
    }).toEqual({
      nodes: kinds(fromPage(contractMarkdown(contractSaying("x"), 60_000))),
      html: [],
      comments: false,
      control: false,
    });
  });
});

describe("within any budget the page is whole, and counts what it left out", () => {
  const many = { ...shop, findings: Array.from({ length: 60 }, (_, i) => variant(i)) };
  test.each([1_000, 2_000, 5_000, 20_000, 60_000])("%i code points", (budget) => {
    const page = contractMarkdown(many, budget);
    const html = htmlIn(fromPage(page)).join("\n");
    expect({
      fits: [...page].length <= budget,
      closed: count(html, "<details>") === count(html, "</details>"),
      counted: page.includes("did not fit here") || count(html, "<details>") === 61,
    }).toEqual({ fits: true, closed: true, counted: true });
  });
});

test("a table shows at most 20 rows, and says how many more there are", () => {
  const many = { ...shop, unknown: [], findings: Array.from({ length: 27 }, (_, i) => variant(i)) };
  const page = contractMarkdown(many, 60_000);
  expect([page.split("\n").filter((line) => line.startsWith("|")).length, page.includes("And 7 more.")]).toEqual([
    22,
    true,
  ]);
});

const finding = shop.findings[1] as Finding;

function variant(i: number): Finding {
  return { ...finding, root: `r-${i}`, fingerprint: `f-${i}`, text: `🧾 total ${i} is no longer in the response` };
}

/** A contract in which every text that a vendor can influence says this. */
function contractSaying(text: string): ContractReport {
  const operation = { method: "get", path: `/${text}` } as const;
  return {
    ...shop,
    pinned: { source: text, version: text },
    findings: [
      {
        ...finding,
        operation,
        text,
        todo: text,
        rule: text,
        evidence: [text],
        proof: "witness",
        witness: { text },
        suggestions: [{ kind: "advice", applicability: "advice", text, diff: `+ ${text}` }],
      },
    ],
    unknown: [
      {
        operation,
        cause: "network",
        step: 2,
        text,
        todo: text,
        steps: [{ step: 2, name: "network", outcome: "fail", evidence: [text] }],
      },
    ],
  };
}

function fromPage(page: string): Nodes {
  return fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The kinds of nodes in order; runs of text count as one. */
function kinds(node: Nodes): string {
  const inner = "children" in node ? node.children.map(kinds).join(" ") : "";
  return `${node.type}${inner ? `(${inner})` : ""}`;
}

function htmlIn(node: Nodes): string[] {
  if (node.type === "html") return [node.value];
  return "children" in node ? node.children.flatMap(htmlIn) : [];
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
