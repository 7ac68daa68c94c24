import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { chapters, keysOf } from "../../scripts/configuration.ts";
import { configSchema } from "../../src/config/schema.ts";
import { catalogue } from "../../src/diff/catalogue.ts";
import { rules as liveRules } from "../../src/live/rules.ts";

test.each(chapters)("the example of $title is valid, and has each of its keys", (chapter) => {
  const example = parse(readFileSync(chapter.example, "utf8"));
  const shown = new Set(namesIn(example));
  const missing = keysOf(chapter).filter(({ path }) => !shown.has(path.slice(path.lastIndexOf(".") + 1)));
  expect({ error: configSchema.safeParse(example).error, missing }).toEqual({ error: undefined, missing: [] });
});

test("every key says what it means", () => {
  const silent = chapters.flatMap(keysOf).filter(({ schema }) => schema.description === undefined);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test("the examples name rules that there are", () => {
  const known = new Set<string>([...catalogue(), ...liveRules].map(({ id }) => id));
  const { levels, overrides } = configSchema.parse(
    parse(readFileSync("docs/configuration/policy.yaml", "utf8")),
  ).policy;
  const named = [levels, ...overrides.map((override) => override.levels)].flatMap(Object.keys);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

/** The keys of a value, however deep. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)]);
}
