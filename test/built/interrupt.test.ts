import type { ChildProcess } from "node:child_process";
import { expect, test } from "vitest";
import { builtDriftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s while a vendor keeps us waiting ends the run, and leaves nothing half done", async (signal, code) => {
  let child: ChildProcess | undefined;
  const vendor = await startVendor({ "/openapi.yaml": () => void child?.kill(signal) }); // and never answers
  const source = `version: 1\nvendors:\n  shop: { source: "${vendor.url}/openapi.yaml", allow-private: true, timeout: 2m }\n`;
  const project = await folderWith({ "driftpin.yaml": source });
  const ended = await builtDriftpin(["pin"], {
    cwd: project,
    started: (process) => {
      child = process;
    },
  });
  expect(ended).toEqual({ code, stdout: "", stderr: `interrupted by ${signal}\n` });
  expect(await filesOf(project)).toEqual({ "driftpin.yaml": source });
});

test("a reader that went away is no error", async () => {
  const paths = Array.from(
    { length: 2_000 },
    (_, i) => `  /orders/${i}: { get: { responses: { "200": { description: ok } } } }`,
  );
  const project = await folderWith({
    "old.yaml": `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n${paths.join("\n")}\n`,
    "new.yaml": 'openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: { /orders: {} }\n',
  });
  const ended = await builtDriftpin(["diff", "old.yaml", "new.yaml"], {
    cwd: project,
    started: ({ stdout }) => stdout?.destroy(),
  });
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 1, stderr: "" });
});
