import { expect, test } from "vitest";
import { environmentFor } from "../../../src/suggest/verify-command/environment.ts";

const env = {
  PATH: "/bin",
  HOME: "/home/me",
  SHOP_LOGIN: "shop-bearer",
  COPY: "https://shop-bearer@shop.example",
  GITHUB_TOKEN: "gh-token-value",
  DATABASE_PASSWORD: "database-password",
  USE_TOKEN: "1",
  GITHUB_ENV: "/runner/env",
  GITHUB_SHA: "c0ffee",
  ACTIONS_RUNTIME_URL: "https://runner.example",
  INPUT_CONFIG: "driftpin.yaml",
  GIT_DIR: "/elsewhere",
  EMPTY: "",
};

test("the command gets nothing that is secret, nor what is for the runner or steers git", () => {
  expect(environmentFor({ secrets: ["SHOP_LOGIN"], env: [] }, env)).toEqual({
    env: { CI: "true", PATH: "/bin", HOME: "/home/me", GITHUB_SHA: "c0ffee" },
    secrets: expect.arrayContaining(["shop-bearer", "gh-token-value", "database-password"]),
  });
});

test("a short secret, such as a user's name, is not looked for in everything", () => {
  const given = { PATH: "/home/me/bin", SHOP_USER: "me" };
  expect(environmentFor({ secrets: ["SHOP_USER"], env: [] }, given)).toEqual({
    env: { CI: "true", PATH: "/home/me/bin" },
    secrets: ["me"],
  });
});

test("what the configuration names for it, it gets; its output still may not show that", () => {
  const { env: given, secrets } = environmentFor({ secrets: [], env: ["DATABASE_PASSWORD", "USE_TOKEN"] }, env);
  expect([given.DATABASE_PASSWORD, given.USE_TOKEN, secrets.includes("database-password")]).toEqual([
    "database-password",
    "1",
    true,
  ]);
});

test("a tool is told that nobody watches, unless the environment says otherwise", () => {
  const ci = (given: Record<string, string>) => environmentFor({ secrets: [], env: [] }, given).env.CI;
  expect([ci({}), ci({ CI: "1" })]).toEqual(["true", "1"]);
});
