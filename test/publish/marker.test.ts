import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nothing } from "../../src/publish/issue/found.ts";
import { type Marker, readFound, readMarker, splice, writeBlock, writeMarker } from "../../src/publish/issue/marker.ts";
import { blockState } from "../../src/publish/managed.ts";
import { runs } from "../support/long.ts";

const marker: Marker = {
  id: "0123456789ab",
  set: "123456789abc",
  render: "23456789abcd",
  title: "3456789abcde",
  state: "open",
  "clean-since": "2026-01-02",
  clean: 1,
  reopened: false,
  partial: true,
  detached: false,
  pull: "12",
  rev: 7,
};
const found = { breaking: ["aaaaaaaaaaaa", "bbbbbbbbbbbb"], warning: [], info: ["cccccccccccc"] };

test("a marker is one comment on one line", () => {
  expect(writeMarker(marker)).toBe(
    "<!-- drift:v1 id=0123456789ab set=123456789abc render=23456789abcd title=3456789abcde state=open clean-since=2026-01-02 clean=1 reopened=no partial=yes detached=no pull=12 rev=7 -->",
  );
});

test("a marker and what was found are read back from anywhere in a body", () => {
  const body = `A person's words.\r\n${writeMarker(marker)}\r\nMore.\r\n${writeBlock("Drift.", found)}`.replaceAll(
    "\n",
    "\r\n",
  );
  expect([readMarker(body), readFound(body)]).toEqual([marker, found]);
});

describe("is no marker", () => {
  test.each([
    ["inside a line", `see ${writeMarker(marker)}`],
    ["with a word of its own", writeMarker(marker).replace("state=open", "state=ajar")],
    ["with a part missing", writeMarker(marker).replace("rev=7 ", "")],
    ["of another version", writeMarker(marker).replace("v1", "v2")],
  ])("%s", (_, body) => expect(readMarker(body)).toBeUndefined());
});

describe("a block is", () => {
  const block = writeBlock("Drift.", nothing);
  test.each([
    ["whole", block],
    ["missing", "nothing of ours"],
    ["broken", block.replace("<!-- drift:end -->", "")],
    ["broken", block.replace("<!-- drift:begin -->", "")],
    ["broken", `${block}\n${block}`],
    ["broken", block.split("\n").reverse().join("\n")],
  ])("%s: %j", (state, body) => expect(blockState(body)).toBe(state));
});

test("whatever a person writes around marker and block stays to the letter", () => {
  const words = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("<!-- drift:"));
  fc.assert(
    fc.property(words, words, words, (above, between, below) => {
      const around = (line: string, block: string) => `${above}\n${line}\n${between}\n${block}${below}`;
      const before = around(writeMarker(marker), writeBlock("Old.", nothing));
      const next = { ...marker, rev: 8 };
      expect(splice(before, next, writeBlock("New.", found))).toBe(
        around(writeMarker(next), writeBlock("New.", found)),
      );
    }),
    runs(100),
  );
});
