import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { operations } from "../../src/publish/github/operations.ts";

test("the list of operations is what the code asks for", () => {
  const folder = new URL("../../src/publish/", import.meta.url);
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith("operations.ts"),
  );
  const asked = code.flatMap((name) => {
    return readFileSync(new URL(name, folder), "utf8").match(/(?<=")(GET|POST|PATCH|PUT|DELETE) \/[^"]*(?=")/g) ?? [];
  });
  expect([...new Set(asked)].sort()).toEqual([...operations].sort());
});
