import { expect, test } from "vitest";
import { complaintsOf } from "../../src/config/complaint.ts";
import { configSchema } from "../../src/config/schema.ts";

const configured = (verify: unknown) => ({ version: 1, vendors: {}, verify });

test.each([
  ["a command alone", "npm test", { command: "npm test", timeoutMs: 600_000, env: [] }],
  ["a command with nothing beside it", { command: "make" }, { command: "make", timeoutMs: 600_000, env: [] }],
  [
    "a command with a limit, and variables that it needs",
    { command: "npm test", timeout: "90s", env: ["DATABASE_PASSWORD"] },
    { command: "npm test", timeoutMs: 90_000, env: ["DATABASE_PASSWORD"] },
  ],
  ["no command", undefined, undefined],
])("%s", (_, verify, expected) => {
  expect(configSchema.parse(configured(verify)).verify).toEqual(expected);
});

test("the shell's own variables are no references to the environment", () => {
  expect(complaintsOf(configured("vitest run --root ${ROOT}"))).toEqual([]);
});
