import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refresh } from "../../scripts/outputs.ts";

test("README shows what the commands print today", async () => {
  const readme = readFileSync("README.md", "utf8");
  expect(await refresh(readme, { network: false })).toBe(readme);
});
