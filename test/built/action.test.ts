import type { ChildProcess } from "node:child_process";
import { expect, test } from "vitest";
import { noOutputs, pinned, told } from "../support/night.ts";
import { orders } from "../support/orders.ts";
import { startVendor } from "../support/vendor.ts";
import { workspaceWith } from "../support/workspace.ts";

test("a night with drift opens an issue, shows it at the line of the code, and passes unless it is told to fail", async () => {
  const { workspace, night } = await pinned();
  await workspace.put({ "shop.json": orders("region") });
  const { summary, left, ...step } = await night({}, {}, { bundled: true });
  const issue = "https://github.com/acme/shop/issues/1";
  expect({
    ...step,
    stdout: told(step),
    summary: summary.split("\n")[0],
    published: summary.slice(summary.indexOf("## Published")),
  }).toEqual({
    code: 0,
    stdout: [
      "::add-mask::bot-token",
      "::error title=shop%3A new-required-request-parameter (published),file=shop.ts,line=1,col=48::GET /orders: query parameter region is new and required. Send it.",
      "Published to acme/shop:",
    ],
    stderr: "",
    summary: "**Breaking drift**: 1 breaking, 0 warning, 0 info, 0 unknown.",
    published: `## Published to acme/shop\n\n- create shop: it drifted, and has no issue yet, [on GitHub](${issue})\n`,
    outputs: {
      ...noOutputs,
      drift: "true",
      "drift-count": "1",
      "breaking-count": "1",
      issues: JSON.stringify([{ vendor: "shop", action: "create", url: issue }]),
    },
    writes: ["POST /repos/{owner}/{repo}/labels", "POST /repos/{owner}/{repo}/issues"],
  });
  expect(Object.keys(left)).toEqual(["driftpin-__acme_driftpin/report.json", "driftpin-__acme_driftpin/report.md"]);
  expect(await night({ "fail-on": "breaking" })).toMatchObject({ code: 1, writes: [] });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s while a vendor keeps us waiting ends the step, with a word in its summary", async (signal, code) => {
  let child: ChildProcess | undefined;
  const vendor = await startVendor({ "/shop.json": { body: orders() } });
  const workspace = await workspaceWith({
    "driftpin.yaml": `version: 1\nvendors:\n  shop: { source: "${vendor.url}/shop.json", allow-private: true, timeout: 2m }\n`,
  });
  await workspace.pin();
  vendor.route("/shop.json", () => void child?.kill(signal)); // and never answers
  const started = (process: ChildProcess) => {
    child = process;
  };
  expect(await workspace.step({ publish: "false" }, {}, { bundled: true, started })).toEqual({
    code,
    stdout: `interrupted by ${signal}\n`,
    stderr: "",
    summary: "**Interrupted**\n\n- Nothing was cleared up: the next run goes on from what GitHub holds.\n",
    outputs: {},
    left: {},
  });
});
