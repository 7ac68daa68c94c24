import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { levels } from "../../src/config/level.ts";
import type { JsonObject } from "../../src/json.ts";
import { compared } from "./brief.ts";

/** Pairs that differ in one thing, labelled by people: `safe` (nothing at warning or above), a level, or `one or another`. */
const mutations: Readonly<Record<string, { label: string; base: JsonObject; revision: JsonObject }>> = JSON.parse(
  readFileSync(new URL("mutations.json", import.meta.url), "utf8"),
);

test.each(Object.entries(mutations))("%s is as bad as people say", (_, { label, base, revision }) => {
  expect(allowed(label)).toContain(worst(base, revision));
});

function allowed(label: string): string[] {
  return label === "safe" ? ["info", "none"] : label.split(" or ");
}

function worst(base: JsonObject, revision: JsonObject): string {
  const found = compared(base, revision).changes.map(({ level }) => level);
  return levels.find((level) => found.includes(level)) ?? "none";
}
