import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { suggestionBlocks } from "../../src/report/suggestion-blocks.ts";
import { unifiedDiff } from "../../src/suggest/diff.ts";
import type { Suggestion } from "../../src/suggest/suggestion.ts";

const before = "one\ntwo\nthree\nfour\nfive\n";

function replacing(after: string, more: Partial<Suggestion> = {}): Suggestion {
  const edits = [{ file: "src/shop.ts", start: 0, end: before.length, text: after }];
  const diff = unifiedDiff(edits, () => before);
  return { kind: "rename", applicability: "likely", text: "Read total instead.", edits, diff, ...more };
}

test("each patch is told with the places and the blocks for them", () => {
  const patches = [
    replacing("one\nTWO\nthree\nfour\nfive\n"),
    replacing("one\n2\n3\nfour\nfive\n", { applicability: "placeholder", text: "Send region." }),
    { kind: "advice", applicability: "advice", text: "Look there." } as const,
  ];
  expect(suggestionBlocks(patches, "packages/shop")).toBe(`**likely**: Read total instead.

\`packages/shop/src/shop.ts:2\`

\`\`\`suggestion
TWO
\`\`\`

**placeholder**: Send region.

\`packages/shop/src/shop.ts:2-3\`

\`\`\`suggestion
2
3
\`\`\``);
});

test("a patch of several places says so, and lines that go leave an empty block", () => {
  expect(
    suggestionBlocks([replacing("ONE\ntwo\nthree\n")], ""),
  ).toBe(`**likely**: Read total instead. Take all 2 blocks of it.

\`src/shop.ts:1\`

\`\`\`suggestion
ONE
\`\`\`

\`src/shop.ts:4-5\`

\`\`\`suggestion
\`\`\``);
});

test.each([
  ["a fence", "```\n@octocat"],
  ["longer fences", "`````\n~~~~~~\n````suggestion"],
  ["blank lines", "\n\n"],
  ["Markdown and HTML", "# a\n<details>\n- [x] b\n@octocat fixes #1"],
])("the block holds the lines, and nothing of them gets out: %s", (_, text) => {
  const page = suggestionBlocks([replacing(`one\n${text}\nthree\nfour\nfive\n`, { text })], "");
  const [told, place, block, ...others] = fromMarkdown(page).children;
  expect({ told: told?.type, place: place?.type, block, others }).toMatchObject({
    told: "paragraph",
    place: "paragraph",
    block: { type: "code", lang: "suggestion", value: text },
    others: [],
  });
});

test.each([
  ["a marker of ours", "<!-- drift:end -->"],
  ["a workflow command", "::error::x"],
  ["text that turns around", "a\u202Eb"],
])("what cannot stand in a comment as it is gets no block: %s", (_, text) => {
  const page = suggestionBlocks([replacing(`one\n${text}\nthree\nfour\nfive\n`)], "");
  expect(page.split("\n\n").slice(1)).toEqual([
    "`src/shop.ts:2`",
    "It cannot be shown here as it is: driftpin suggest | git apply makes it.",
  ]);
});

test("a file that a patch makes is named, for no block can make it", () => {
  const made = `diff --git a/src/compat.ts b/src/compat.ts
new file mode 100644
--- /dev/null
+++ b/src/compat.ts
@@ -0,0 +1,1 @@
+export const old = 1;
`;
  const patch = replacing("one\nTWO\nthree\nfour\nfive\n");
  expect(suggestionBlocks([{ ...patch, diff: `${made}${patch.diff}` }], "app").split("\n\n")).toEqual([
    "**likely**: Read total instead.",
    "`app/src/compat.ts` is new: driftpin suggest | git apply makes it.",
    "`app/src/shop.ts:2`",
    "```suggestion\nTWO\n```",
  ]);
});
