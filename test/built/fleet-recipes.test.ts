import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { startGitHub } from "../support/github/index.ts";
import { startVendor } from "../support/vendor.ts";

const description = (...required: readonly string[]) => ({
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  paths: {
    "/things": {
      get: {
        parameters: required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } })),
        responses: { "200": { description: "The things." } },
      },
    },
  },
});

/** A pinned team with three vendors on loopback, of which one is published in a file that has changed; and driftpin on its PATH. */
async function team() {
  const vendor = await startVendor({ "/openapi.json": { body: description() }, "/things": { body: {} } });
  const asked = (name: string) =>
    `  ${name}: { source: ${vendor.url}/openapi.json, server: ${vendor.url}, allow-private: true, rate: 1000/s, auth: { bearer: "\${${name.toUpperCase()}_TOKEN}" }, probes: [{ operation: GET /things }] }\n`;
  const cwd = await folderWith({
    "driftpin.yaml": `version: 1\nvendors:\n${asked("shop")}${asked("bank")}  cars: { source: cars.json }\n`,
    "cars.json": JSON.stringify(description()),
  });
  expect(await driftpin(["pin"], { cwd, env: tokens })).toMatchObject({ code: 0 });
  await put(cwd, { "cars.json": JSON.stringify(description("seats")) });
  const main = `exec "${process.execPath}" "${resolve("dist/cli/main.js")}" "$@"`;
  const bin = await folderWith({
    driftpin: `#!/bin/sh\n${main}\n`,
    sleep: "#!/bin/sh\nexec /bin/sleep 0.1\n", // what is waited for takes a second here
    npx: `#!/bin/sh\n[ "$1 $2" = "--yes driftpin@latest" ] && shift 2 || exit 64\n${main}\n`,
  });
  await Promise.all(["driftpin", "npx", "sleep"].map((name) => chmod(join(bin, name), 0o755)));
  return { cwd, vendor, path: `${bin}${delimiter}${process.env.PATH}` };
}

const tokens = { SHOP_TOKEN: "s3cret==", BANK_TOKEN: "t0ken" };

/** Runs a script of a recipe as its scheduler would, and resolves to its exit code and what it printed. */
function script(shell: readonly string[], text: string, cwd: string, env: Readonly<Record<string, string>>) {
  const [program = "sh", ...args] = shell;
  const child = spawn(program, [...args, text], { cwd, env, stdio: ["ignore", "pipe", "ignore"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (part) => {
    stdout += part;
  });
  return new Promise<{ code: number | null; stdout: string }>((ended, failed) => {
    child.on("error", failed).on("close", (code) => ended({ code, stdout }));
  });
}

test("the commands of the recipe for Kubernetes check with three indexes, wait for all, and publish what they came to", async () => {
  const { cwd, vendor, path } = await team();
  const [results, hub] = [await folderWith({}), await startGitHub()];
  onTestFinished(() => hub.close());
  const [, check, merge] = parseAllDocuments(readFileSync("docs/fleet/kubernetes.yaml", "utf8")).map((one) =>
    one.toJS(),
  );
  const run = (job: typeof check, more: Readonly<Record<string, string>>) => {
    const [{ command, args, env }] = job.spec.jobTemplate.spec.template.spec.containers;
    const told = Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]));
    return script(command, args[0], cwd, { ...told, PATH: path, RESULTS: results, ...more });
  };
  const merging = run(merge, { GITHUB_TOKEN: "bot-token", GITHUB_API_URL: hub.url });
  const checks = await Promise.all(
    ["0", "1", "2"].map((index) => run(check, { JOB_COMPLETION_INDEX: index, ...tokens })),
  );
  const { code, stdout } = await merging;
  expect({
    checks: checks.map((ended) => ended.code),
    files: Object.keys(await filesOf(results)).map((file) => file.replace(/^[\d-]+/, "NIGHT")),
    code,
    report: stdout.split("\n")[0],
    asked: vendor.received.filter(({ url }) => url === "/things").length,
    issues: [...hub.state.issues.values()].map(({ state }) => state),
  }).toEqual({
    checks: [0, 0, 0],
    files: ["NIGHT/1.json", "NIGHT/2.json", "NIGHT/3.json"],
    code: 0,
    report: "Breaking drift: 1 breaking, 0 warning, 0 info, 0 unknown",
    asked: 4, // by the pin, and by the checks
    issues: ["open"],
  });
}, 120_000);

test("the steps of the workflow plan, check with the vendors' secrets, and merge", async () => {
  const { cwd, vendor, path } = await team();
  const temp = await folderWith({});
  const { jobs } = parse(readFileSync(".github/workflows/fleet.yml", "utf8"));
  const step = (job: string, name: RegExp, env: Readonly<Record<string, string>>) => {
    const { run } = jobs[job].steps.find((one: { name?: string }) => name.test(one.name ?? ""));
    const files = {
      RUNNER_TEMP: temp,
      GITHUB_OUTPUT: join(temp, "output"),
      GITHUB_STEP_SUMMARY: join(temp, "summary"),
    };
    return script(["bash", "-e", "-c"], run, cwd, { PATH: path, ...files, ...env });
  };
  const planned = await step("plan", /^Split/, { CONFIG: "", TIME: "2s" });
  const outputs = Object.fromEntries(((await filesOf(temp)).output ?? "").split("\n").map((line) => line.split("=")));
  const shards: string[] = JSON.parse(outputs.shards);
  const lines = Object.entries(tokens).map(([name, value]) => `${name}=${value}`);
  const checks = await Promise.all(
    shards.map((shard) =>
      step("check", /^Check$/, { CONFIG: "driftpin.yaml", SHARD: shard, VENDORS: `${lines.join("\n")}\nEMPTY=\n` }),
    ),
  );
  const answers = await filesOf(join(temp, "result"));
  await put(join(temp, "results"), answers);
  const merged = await step("merge", /^Merge/, { CONFIG: "", PUBLISH: "", FAIL_ON: "breaking", ALLOW_UNKNOWN: "" });
  const shown = await step("merge", /^Show/, { NAME: "driftpin" });
  expect({
    codes: [planned, ...checks, merged, shown].map(({ code }) => code),
    masked: new Set(checks.flatMap(({ stdout }) => stdout.match(/^::add-mask::.*$/gm) ?? [])),
    results: Object.keys(answers).length,
    secrets: new Set(vendor.received.flatMap(({ headers }) => headers.authorization ?? [])),
    page: (await filesOf(temp)).summary?.split("\n")[0],
  }).toEqual({
    codes: [0, ...shards.map(() => 0), 1, 0],
    masked: new Set(["::add-mask::s3cret==", "::add-mask::t0ken"]),
    results: shards.length,
    secrets: new Set(["Bearer s3cret==", "Bearer t0ken"]),
    page: expect.stringContaining("Breaking drift"),
  });
}, 120_000);
