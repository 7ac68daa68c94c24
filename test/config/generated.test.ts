import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { generated } from "../../scripts/generated.ts";

test.each(generated)("$path is what its source says (npm run generate writes it)", async ({ path, text }) => {
  expect(await readFile(path, "utf8")).toBe(text());
});
