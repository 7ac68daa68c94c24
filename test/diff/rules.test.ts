import { expect, test } from "vitest";
import { brief, compared } from "./brief.ts";
import { pairs } from "./pairs.ts";

test.each(pairs("rules"))("$name", ({ base, revision, expected, options }) => {
  const { changes, unknown } = compared(base, revision, options);
  expect({ changes: brief(changes), unknown }).toEqual({ changes: expected, unknown: [] });
});
