import { readFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CheckReport } from "../../src/report/report.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";
import { startVendor, type TestVendor } from "../support/vendor.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const order = { id: "o1", total: 12.5 };

/** A project whose vendor is pinned as it answered before, and the vendor. */
async function night(): Promise<{ project: string; vendor: TestVendor }> {
  const vendor = await startVendor({
    "/openapi.yaml": { body: fixture("shop-1.yaml") },
    "/orders": { body: [order] },
    "/orders/o1": { body: order },
  });
  const project = await folderWith({
    "driftpin.yaml": fixture("driftpin.yaml").replaceAll("VENDOR", vendor.url),
    "src/shop.ts": `export const order = async (id: string) => (await fetch(\`${vendor.url}/orders/\${id}\`)).json();\n`,
  });
  expect(await driftpin(["pin"], { cwd: project })).toMatchObject({ code: 0, stderr: "" });
  return { project, vendor };
}

/** What a test wants to know of a report. */
const brief = ({ summary, contracts }: CheckReport) => ({
  summary,
  findings: contracts.flatMap(({ findings }) => findings).map(({ rule, verdict }) => `${verdict} ${rule}`),
  unknown: contracts.flatMap(({ unknown }) => unknown).map(({ cause }) => cause),
});

const checked = async (project: string, ...more: string[]) => {
  const { code, stdout, stderr } = await driftpin(["check", "--format", "json", ...more], { cwd: project });
  const report = reportSchema.parse(JSON.parse(stdout)) as CheckReport;
  return { code, stderr, ...brief(report) };
};

const quiet = { breaking: 0, warning: 0, info: 0, unknown: 0 };

test("a night without drift ends with 0 and writes nothing", async () => {
  const { project } = await night();
  const before = await filesOf(project);
  expect(await checked(project)).toEqual({ code: 0, stderr: "", summary: quiet, findings: [], unknown: [] });
  expect(await filesOf(project)).toEqual(before);
});

test("code that is not where the configuration says is told, and changes nothing else", async () => {
  const { project } = await night();
  await rename(join(project, "src"), join(project, "lib"));
  expect(await checked(project)).toEqual({
    code: 0,
    stderr:
      'shop: no file matches its code globs ("src/**"), so no change is tied to your code: mend them; they start at the configuration\'s folder\n',
    summary: quiet,
    findings: [],
    unknown: [],
  });
});

test("pinning twice changes nothing", async () => {
  const { project } = await night();
  const before = await filesOf(project);
  expect(await driftpin(["pin"], { cwd: project })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("unchanged"),
  });
  expect(await filesOf(project)).toEqual(before);
});

test("a field that vanished live but not on paper is silent drift, and ends with 1", async () => {
  const { project, vendor } = await night();
  vendor.route("/orders/o1", { body: { id: "o1" } });
  expect(await checked(project)).toEqual({
    code: 1,
    stderr: "",
    summary: { ...quiet, breaking: 1 },
    findings: ["silent response-property-missing"],
    unknown: [],
  });
});

test("a vendor that is down is unknown, and ends with 3, or with 0 where unknown may pass", async () => {
  const { project, vendor } = await night();
  vendor.route("/orders/o1", { status: 503, body: {} });
  const unknown = { summary: { ...quiet, unknown: 1 }, findings: [], unknown: ["dependency"], stderr: "" };
  expect(await checked(project)).toEqual({ code: 3, ...unknown });
  expect(await checked(project, "--allow-unknown")).toEqual({ code: 0, ...unknown });
});

test("a dry run tells what would be published, beside the report and without a repository", async () => {
  const { project, vendor } = await night();
  vendor.route("/openapi.yaml", { body: fixture("shop-2.yaml") });
  const { code, stdout, stderr } = await driftpin(["check", "--dry-run", "--fail-on", "none"], { cwd: project });
  expect({ code, report: stdout.split("\n")[0], plan: stderr.split("\n").slice(1, 3) }).toEqual({
    code: 0,
    report: "Breaking drift: 1 breaking, 0 warning, 0 info, 0 unknown",
    plan: [
      expect.stringMatching(/^ {2}what +where +contract +why$/),
      expect.stringMatching(/^ {2}create +.*shop +it drifted/),
    ],
  });
});

test("sampling tells how each probe was answered, and no value of an answer", async () => {
  const { project, vendor } = await night();
  vendor.route("/orders", { body: [{ id: "o1", total: "12.5" }] });
  const { code, stdout } = await driftpin(["sample"], { cwd: project });
  expect({ code, lines: stdout.replace(/\d+ ms/g, "N ms").split("\n") }).toEqual({
    code: 0,
    lines: [
      "shop  2 sampled, 0 unknown",
      "  GET /orders: 200 in N ms, 1 deviation",
      expect.stringContaining("/*/total"),
      "  GET /orders/{id}: 200 in N ms, fits",
      "",
    ],
  });
  expect((await driftpin(["sample", "--format", "json"], { cwd: project })).stdout).not.toContain("12.5");
});
