import fc from "fast-check";
import { expect, test } from "vitest";
import { slackMessage } from "../../../src/publish/notify/slack.ts";
import { contract, finding } from "../nights.ts";
import { news, newsOf } from "./news.ts";
import { complaints } from "./slack-limits.ts";

const runUrl = "https://github.example/acme/shop/actions/runs/7";
const ours = /^<https:\/\/github\.example\/acme\/shop\/[\w/]+\|[^<>|]*>$/;

test("a message has a verdict with its link for each contract, and says the same to what knows no blocks", () => {
  const { text, blocks } = slackMessage(
    [
      news({ pullRequest: { number: 2, url: "https://github.example/acme/shop/pull/2" } }),
      newsOf("billing", [], { type: "drift.closed", contract: contract([], { vendor: "billing" }) }),
      newsOf("stock", [], { type: "unchecked.opened", unchecked: ["429 for all three tries"] }),
    ],
    runUrl,
  );
  const parts = [
    "*<https://github.example/acme/shop/issues/1|shop drifted from its pinned contract>*: 1 breaking, 0 warning, 0 info, <https://github.example/acme/shop/pull/2|pull request 2>\n• *breaking* total was removed",
    "*<https://github.example/acme/shop/issues/1|billing is settled>*",
    "*<https://github.example/acme/shop/issues/1|stock cannot be checked>*: 1 breaking, 0 warning, 0 info\n• 429 for all three tries",
    "<https://github.example/acme/shop/actions/runs/7|the whole report>",
  ];
  expect([text, blocks.map((block) => block.text.text)]).toEqual([parts.join("\n"), parts]);
});

test("a message that would be too long says how much more there is", () => {
  const many = Array.from({ length: 200 }, (_, i) => newsOf(`shop-${i}`, []));
  const long = news({
    contract: contract(Array.from({ length: 9 }, (_, i) => finding(`${i}`, "breaking", { text: `<${i}`.repeat(999) }))),
  });
  const message = slackMessage([long, ...many], runUrl);
  expect({
    wrong: complaints(message, ours),
    last: message.blocks.at(-1)?.text.text,
    end: message.text.slice(-2),
  }).toEqual({
    wrong: [],
    last: "and 161 more, <https://github.example/acme/shop/actions/runs/7|the whole report>",
    end: "\n…",
  });
});

test("nothing of a vendor's text acts, whatever it is", () => {
  const nasty = fc.array(
    fc.oneof(
      fc.constantFrom(
        ...["<!channel>", "<!here|here>", "@here", "@channel", "@everyone", "<@U123>", "<https://evil.example|us>"],
        ...["https://evil.example", "[a](https://evil.example)", "![a](evil)", "```", "`", "&lt;!channel&gt;", "&amp;"],
        ...["\u202E", "\u001B]8;;https://evil.example\u0007", "|", ">", "\n> quoted", "@\u200Bhere", "x".repeat(3_000)],
      ),
      fc.string({ unit: "binary" }),
    ),
    { maxLength: 12 },
  );
  const hostile = fc.record({
    text: nasty.map((parts) => parts.join("")),
    vendor: nasty.map((parts) => parts.join(" ")),
  });
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), (all) => {
      const findings = all.map(({ text }, i) => finding(`${i}`, "breaking", { text }));
      const told = [
        ...all.map(({ vendor }) => news({ contract: contract(findings, { vendor }) })),
        news({ type: "unchecked.opened", unchecked: all.map(({ text }) => text) }),
      ];
      expect(complaints(slackMessage(told, runUrl), ours)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
