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

/** A pinned workspace; whatever is put into `kept` comes with the vendor's next answer, as from a check that keeps it. */
async function pinned(services: Parameters<typeof startResultsService>[0] = {}) {
  const results = await startResultsService(services);
  const kept: Record<string, string> = {};
  const vendor = await startVendor({
    "/shop.json": async (_, response) => {
      await workspace.put(kept);
      response.end(description);
    },
  });
  const workspace = await workspaceWith({
    "driftpin.yaml": `version: 1\nvendors:\n  shop: { source: "${vendor.url}/shop.json", allow-private: true }\n`,
  });
  await workspace.pin();
  return { results, kept, workspace, step: () => workspace.step({ publish: "false", sarif: "true" }, results.env) };
}

const path = ".driftpin/cache/shop";

test("the report is kept as an artifact, and what a run has kept is there for the next one", async () => {
  const { results, kept, workspace, step } = await pinned();
  kept[path] = "what the vendor published";
  const first = await step();
  await workspace.put({ [path]: "lost" });
  kept[path] = "what the vendor published"; // tonight it says so again
  const names = [...results.kept.keys()];
  const zip = results.kept.get("artifact driftpin")?.toString("latin1") ?? "";
  expect({
    code: first.code,
    names,
    inside: ["report.json", "report.md", "report.sarif"].filter((name) => zip.includes(name)),
  }).toEqual({
    code: 0,
    names: ["artifact driftpin", "cache drift-7-1"],
    inside: ["report.json", "report.md", "report.sarif"],
  });
  results.kept.delete("artifact driftpin");
  delete kept[path];
  await step();
  expect({ restored: (await filesOf(workspace.folder))[path], names: [...results.kept.keys()] }).toEqual({
    restored: "what the vendor published",
    names: ["cache drift-7-1", "artifact driftpin"],
  });
});

test("a service that refuses is a warning, and changes nothing", async () => {
  const { kept, step } = await pinned({ broken: true });
  kept[path] = "what the vendor published";
  const { code, outputs, stdout } = await step();
  expect({
    code,
    drift: outputs.drift,
    errors: stdout.includes("::error"),
    told: /^::warning title=driftpin::The report could not be kept as the artifact "driftpin"/m.test(stdout),
  }).toEqual({ code: 0, drift: "false", errors: false, told: true });
});
