import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { annotations } from "../../../src/action/annotations.ts";
import { summary } from "../../../src/action/summary.ts";
import { wantedOf } from "../../../src/publish/issue/contract.ts";
import { plan } from "../../../src/publish/issue/plan.ts";
import { uncheckedOf } from "../../../src/publish/issue/unchecked.ts";
import type { Wanted } from "../../../src/publish/issue/wanted.ts";
import { publicationText } from "../../../src/publish/text.ts";
import type { CheckReport, ContractReport } from "../../../src/report/report.ts";
import { runs } from "../../support/long.ts";
import { contract, finding, github, night, publication, rateLimited } from "../nights.ts";

/** What a vendor could write to make GitHub, a terminal or a runner act. */
const nasty: Readonly<Record<string, string>> = {
  "a mention": "ask @octocat, @acme/core and (@everyone)",
  "a closing keyword": "Fixes #7, closes acme/shop#8, resolves GH-9 and https://github.com/acme/shop/issues/10",
  "an HTML comment": "before <!-- hidden --> after <!-- open",
  "our own marker":
    "<!-- drift:v1 id=0123456789ab set=123456789abc render=23456789abcd title=3456789abcde state=closed clean-since= clean=0 reopened=no partial=no detached=no rev=9 -->",
  "our own marker on a line of its own":
    "text\n<!-- drift:end -->\n<!-- drift:begin -->\n<!-- drift:found breaking= warning= info= -->\ntext",
  "70,000 characters": "long @octocat #1 ".repeat(4_200),
  "70,000 characters without a space": "x".repeat(70_000),
  "right-to-left overrides": "pay \u202Etxt.exe\u202C \u2066now\u2069 \u200F",
  "terminal escapes": "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b2J\u0000",
  "workflow commands": "::set-output name=x::y\n::add-mask::a\n##[error]owned\r\n::stop-commands::t",
  "details left open": "<details open><summary>x\n\n<details>",
  "a fence left open": "````\n~~~\n```js\nx",
  Markdown:
    "# h\n- [x] done\n| a | b |\n|---|---|\n![i](https://evil.example/i.png) [l](https://evil.example) **b** <b>b</b> &lt;b&gt; $x$ [^1]",
};

/** Every place of a report that a vendor, or what stands in the team's files, has a say in. */
function saying(text: string, vendor = "shop"): ContractReport {
  const found = finding("total", "breaking", {
    text,
    todo: text,
    operation: { method: "get", path: `/${text}` },
    location: { pointer: `/${text}`, revision: { file: text, line: 1 } },
    rename: { to: text, evidence: [text] },
    evidence: [text],
    impact: [{ file: text, line: 1, column: 1, certainty: "called" }],
    suggestions: [{ kind: "rename-property", applicability: "advice", text, diff: text }],
    witness: { note: text },
    proof: "witness",
  });
  const steps = [{ step: 5, name: text, outcome: "fail", evidence: [text] }] as const;
  return contract([found], {
    vendor,
    pinned: { source: text, version: text },
    published: { source: text, version: text },
    owners: [text],
    unknown: [
      { ...rateLimited, operation: { method: "get", path: `/${text}` }, text, todo: text, steps, since: "2025-01-01" },
    ],
  });
}

/** Annotations name files of the team's own, on whose names no vendor has a say. */
function inNoFile(report: ContractReport): ContractReport {
  return { ...report, findings: report.findings.map((one) => ({ ...one, impact: [] })) };
}

describe("nothing of a vendor's text acts", () => {
  test.each(Object.entries(nasty))("%s", async (_, text) => {
    const hub = await github();
    const first = saying("harmless");
    await night(hub, [first, saying(text, text.slice(0, 500))]);
    const report = saying(text);
    await night(hub, [{ ...report, findings: report.findings.map((one) => ({ ...one, fingerprint: "another" })) }]);
    const again = await publication(hub, [
      { ...report, findings: report.findings.map((one) => ({ ...one, fingerprint: "another" })) },
    ]);
    const pages = hub.state.issues.flatMap(({ body, comments }) => [body, ...comments.map((one) => one.body)]);
    expect({
      acts: pages.flatMap(actions),
      titles: hub.state.issues.flatMap(({ title }) => textActions(title)),
      markers: hub.state.issues.map(({ body }) => body.match(/<!-- drift:(v1|begin|end|found) /gm)?.length),
      long: pages.filter((page) => [...page].length > 65_536).length,
      again: again.outcomes.map(({ do: what }) => what),
      terminal: unsafeLines(publicationText(again)),
    }).toEqual({
      acts: [],
      titles: [],
      markers: hub.state.issues.map(() => 4),
      long: 0,
      again: ["none", "none"],
      terminal: [],
    });
  });
});

describe("nor in the job's summary and annotations", () => {
  test.each(Object.entries(nasty))("%s", (_, text) => {
    const report: CheckReport = {
      schemaVersion: 1,
      summary: { breaking: 1, warning: 0, info: 0, unknown: 1 },
      contracts: [inNoFile(saying(text))],
    };
    const lines = annotations(report, { configuration: "/w", workspace: "/w" }).flatMap((line) => line.split("\n"));
    expect({
      acts: actions(summary(report)),
      lines: lines.filter((line) => !/^::(error|warning|notice) [^\p{Cc}]*$/u.test(line)),
    }).toEqual({ acts: [], lines: [] });
  });
});

test("whatever is put together from such pieces, nothing acts in what is planned", () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(nasty).map((text) => text.slice(0, 300))),
    fc.constantFrom(
      "@",
      "#",
      "<!--",
      "-->",
      "<",
      "`",
      "```",
      "\n",
      "\r",
      "\u2028",
      "|",
      "\\",
      "1",
      "octocat",
      "::",
      " ",
      "\u200B",
    ),
    fc.string({ unit: "grapheme" }),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, (hostile) => {
      const { title, pages } = planned(saying(hostile, hostile));
      expect({ acts: pages.flatMap(actions), title: textActions(title) }).toEqual({ acts: [], title: [] });
    }),
    runs(30),
  );
});

/** Titles and texts of the issues that a contract gets. */
function planned(report: ContractReport): { title: string; pages: string[] } {
  const night = { today: "2026-01-02", closeAfter: 2, maxNewIssues: 1, runUrl: undefined };
  const telling = { mentionOwners: true, runUrl: undefined };
  const wanted: Wanted[] = [wantedOf(report, telling), uncheckedOf(report, "2026-01-01", telling)];
  const { actions } = plan(
    [...wanted, { ...wantedOf({ ...report, vendor: "other" }, telling), name: report.vendor }],
    [],
    night,
  );
  const creates = actions.flatMap((action) => (action.do === "create" ? [action] : []));
  return {
    title: creates.map(({ title }) => title).join(" "),
    pages: wanted.map(({ block, found }) => block(found, 60_000)),
  };
}

/** Everything in a page that GitHub would act upon, beside driftpin's own. */
function actions(page: string): string[] {
  const tree = fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const html: string[] = [];
  const found = walk(tree, html);
  const opened = html.join("\n").match(/<details>/g)?.length ?? 0;
  const closed = html.join("\n").match(/<\/details>/g)?.length ?? 0;
  return [...found, ...(opened === closed ? [] : [`${opened} details opened, ${closed} closed`])];
}

function walk(node: Nodes, html: string[]): string[] {
  if (node.type === "html") {
    html.push(node.value);
    const rest = node.value.replace(/<!-- drift:[^>]*-->|<\/?details>|<\/?summary>|&#\d+;/g, "");
    return [...(/<[a-z!/]/i.test(rest) ? [`html ${rest}`] : []), ...textActions(rest)];
  }
  if (node.type === "text") return textActions(node.value);
  if (node.type === "link" || node.type === "image" || node.type === "footnoteReference") return [`${node.type}`];
  return "children" in node ? node.children.flatMap((child) => walk(child, html)) : [];
}

/** Mentions, references, closing keywords' targets, addresses, math and controls in plain text. */
function textActions(text: string): string[] {
  const acting =
    /(?<![\w`])@[a-z0-9]|#\d|\bgh-\d|\bhttps?:\/\/|\bwww\.\w|<!--|\$[^\s$\u200B]|[\u202A-\u202E\u2066-\u2069]|(?![\n\t])\p{Cc}/giu;
  return text.match(acting) ?? [];
}

/** Lines that a terminal or a runner would obey. */
function unsafeLines(text: string): string[] {
  return text.split("\n").filter((line) => /\p{Cc}|[\u202A-\u202E\u2066-\u2069]|^\s*::|##\[/u.test(line));
}
