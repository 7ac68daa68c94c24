import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import type { ContractReport } from "../../../src/report/report.ts";
import { contract, finding, github } from "../nights.ts";
import { drift, evening, total } from "./proposals.ts";

const nasty: Readonly<Record<string, string>> = {
  "a mention": "ask @octocat and @acme/core",
  "a closing keyword": "Fixes #7, closes acme/shop#8, resolves GH-9",
  "our own marker": "<!-- drift:v1 id=0123456789ab kind=pull -->",
  "our own delimiters": "text\n<!-- drift:end -->\n<!-- drift:begin -->\ntext",
  "our own box, ticked": "- [x] <!-- drift:rebuild -->",
  "70,000 characters": "long @octocat #1 ".repeat(4_200),
  "details left open": "<details open><summary>x\n\n<details>",
  "a fence left open": "````\n~~~\n```js\nx",
};

test.each(Object.entries(nasty))("nothing of a vendor's text acts in a pull request: %s", async (_, text) => {
  const hub = await github();
  const commit = { ...total.commits[0], subject: text.slice(0, 72), body: text, files: total.commits[0]?.files ?? [] };
  await evening(hub, [saying(text)], [{ ...total, commits: [commit] }]);
  const { writes } = await evening(hub, [saying(text)], [{ ...total, commits: [commit] }]);
  const { body } = hub.people.pull(2);
  expect({ acts: acting(body), markers: body.match(/<!-- drift:(v1|begin|end|rebuild) /g)?.length, writes }).toEqual({
    acts: [],
    markers: 4,
    writes: [],
  });
  expect([...body].length).toBeLessThan(60_500);
});

test("a pull request says what merging it does, what changed, how that was verified, and what is left to decide", async () => {
  const hub = await github();
  const suggested = finding("total", "breaking", {
    suggestions: [
      { kind: "rename-property", applicability: "placeholder", text: "Read sum instead", diff: "-total\n+sum" },
    ],
  });
  await evening(hub, [contract([suggested])], [total]);
  const { body } = hub.people.pull(2);
  const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  expect(
    tree.children.flatMap((node) => (node.type === "heading" || node.type === "paragraph" ? [textOf(node)] : [])),
  ).toEqual([
    "Merging this accepts the new contract of shop: what is told below becomes the new normal, and is not told again. Closes #1.",
    "Breaking drift: 1 breaking, 0 warning, 0 info, 0 unknown.",
    "Pinned 1.0.0 from npm:@shop/openapi@latest#openapi.json, published 1.1.0 from npm:@shop/openapi@latest#openapi.json.",
    "Suggestion (placeholder): Read sum instead",
    "Commits",
    "Pin the new contract of shop",
    "For a person to decide",
    expect.stringMatching(/^driftpin rewrites this part/),
  ]);
});

test("what a command printed is shown, and other times in it are no reason to write", async () => {
  const hub = await github();
  const printed = (output: string) => [
    contract([
      finding("total", "breaking", {
        suggestions: [{ kind: "absent", applicability: "likely", text: "Go on.", diff: "-a\n+b", output }],
      }),
    ]),
  ];
  await evening(hub, printed("1 failed in 12 ms"), [total]);
  const { writes } = await evening(hub, printed("1 failed in 13 ms"), [total]);
  const shown = [hub.people.pull(2), hub.issue(1)].map(({ body }) => body.includes("1 failed in 12 ms"));
  expect({ shown, writes }).toEqual({ shown: [true, true], writes: [] });
});

test("an unchanged night asks for little: six reads, and two more where the base branch moved", async () => {
  const hub = await github();
  await evening(hub, [drift], [total]);
  hub.forget();
  await evening(hub, [drift], [total]);
  const still = hub.log.length;
  hub.people.push({ branch: "main", files: { "README.md": "# Our shop\n" } });
  hub.forget();
  await evening(hub, [drift], [total]);
  expect([still, hub.log.length]).toEqual([6, 8]);
});

function saying(text: string): ContractReport {
  const suggestions = [{ kind: "rename-property", applicability: "likely", text, diff: text }] as const;
  return contract([finding("total", "breaking", { text, todo: text, suggestions })], {
    pinned: { source: text, version: text },
  });
}

/** Everything that GitHub would act upon, beside driftpin's own. */
function acting(page: string): string[] {
  const html: string[] = [];
  const found = walk(fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), html);
  const tags = (tag: string) => html.join("\n").split(tag).length;
  return [...found, ...(tags("<details>") === tags("</details>") ? [] : ["details left open"])];
}

function walk(node: Nodes, html: string[]): string[] {
  if (node.type === "html") {
    html.push(node.value);
    return node.value
      .split("\n")
      .filter((line) => !/^(<!-- drift:[\w ].* -->|<\/?details>|<summary>[^<]*<\/summary>)$/.test(line));
  }
  if (node.type === "text") {
    const said = node.value.replace("Closes #1.", "");
    return said.match(/@[\p{L}\p{N}]|#\d|\bgh-\d|https?:\/\//giu) ?? [];
  }
  if (node.type === "listItem" && node.checked)
    return ["a ticked box", ...node.children.flatMap((one) => walk(one, html))];
  return "children" in node ? node.children.flatMap((one: Nodes) => walk(one, html)) : [];
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
