import { expect, test } from "vitest";
import { filesOf } from "../support/folder.ts";
import { startResultsService } from "../support/results-service.ts";
import { startVendor } from "../support/vendor.ts";
import { workspaceWith } from "../support/workspace.ts";

const description = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: { "/orders": { get: { responses: { "200": { description: "The orders." } } } } },
});

/** A pinned workspace with a ledger, whose vendor cannot be had any more. */
async function failing(services: Parameters<typeof startResultsService>[0] = {}) {
  const results = await startResultsService(services);
  const vendor = await startVendor({ "/shop.json": { status: 200, body: description } });
  const workspace = await workspaceWith({
    "driftpin.yaml": [
      "version: 1",
      "ledger: .driftpin/ledger.jsonl",
      `vendors:\n  shop: { source: "${vendor.url}/shop.json", allow-private: true, retries: 0 }`,
    ].join("\n"),
  });
  await workspace.pin();
  vendor.route("/shop.json", { status: 410, body: {} });
  return {
    results,
    workspace,
    step: () => workspace.step({ publish: "false", sarif: "true" }, results.env, { bundled: true }),
  };
}

const ledger = ".driftpin/ledger.jsonl";

test("the report is kept as an artifact, and the ledger is there for the next run", async () => {
  const { results, workspace, step } = await failing();
  const first = await step();
  const told = (await filesOf(workspace.folder))[ledger];
  const names = [...results.kept.keys()];
  const zip = results.kept.get("artifact driftpin")?.toString("latin1") ?? "";
  expect({
    code: first.code,
    names,
    inside: ["report.json", "report.md", "report.sarif"].filter((name) => zip.includes(name)),
  }).toEqual({
    code: 3,
    names: ["artifact driftpin", "cache drift-7-1"],
    inside: ["report.json", "report.md", "report.sarif"],
  });
  results.kept.delete("artifact driftpin");
  await workspace.put({ [ledger]: "" }); // a fresh checkout has none
  await step();
  expect({ lines: told?.split("\n").length, restored: (await filesOf(workspace.folder))[ledger] === told }).toEqual({
    lines: 2,
    restored: true,
  });
  expect([...results.kept.keys()]).toEqual(["cache drift-7-1", "artifact driftpin"]);
});

test("a service that refuses is a warning, and changes nothing", async () => {
  const { step } = await failing({ broken: true });
  const { code, outputs, stdout } = await step();
  expect({
    code,
    drift: outputs.drift,
    errors: stdout.includes("::error"),
    told: /^::warning title=driftpin::The report could not be kept as the artifact "driftpin"/m.test(stdout),
  }).toEqual({ code: 3, drift: "false", errors: false, told: true });
});
