import { expect, test } from "vitest";
import { runUrl } from "../../src/publish/destination.ts";

test.each(["https://github.example", "https://github.example/"])("the page of a run at %s", (server) => {
  const env = { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: "acme/shop", GITHUB_RUN_ID: "7" };
  expect(runUrl(env)).toBe("https://github.example/acme/shop/actions/runs/7");
});
