import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { filesOf, folderWith, put } from "../support/folder.ts";
import { startGitHub } from "../support/github/index.ts";
import { startVendor } from "../support/vendor.ts";

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

const description = (...required: readonly string[]) => {
  const parameters = required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } }));
  const get = { parameters, responses: { "200": { description: "The things." } } };
  return JSON.stringify({ openapi: "3.1.0", info: { title: "Things", version: "1" }, paths: { "/things": { get } } });
};

/** A pinned fleet: two vendors that are asked, of which one is down, and three that publish files, of which two drifted. */
async function fleet(): Promise<string> {
  const order = { id: "o1", total: 12.5 };
  const routes = {
    "/openapi.yaml": { body: fixture("shop-1.yaml") },
    "/orders": { body: [order] },
    "/orders/o1": { body: order },
  };
  const [up, down] = [await startVendor(routes), await startVendor(routes)];
  const asked = (name: string, url: string) =>
    fixture("driftpin.yaml")
      .replaceAll("VENDOR", url)
      .replace(/^.*?vendors:\n/s, "")
      .replace("  shop:", `  ${name}:`);
  const published = ["zoo", "cars", "books"];
  const cwd = await folderWith({
    "driftpin.yaml": `version: 1\nvendors:\n${published.map((name) => `  ${name}: { source: ${name}.json }\n`).join("")}${asked("up", up.url)}${asked("down", down.url)}`,
    ...Object.fromEntries(published.map((name) => [`${name}.json`, description()])),
    "src/index.ts": "export {};\n",
  });
  expect(await driftpin(["pin"], { cwd })).toMatchObject({ code: 0 });
  down.route("/orders/o1", { status: 403, body: {} });
  await put(cwd, { "zoo.json": description("region"), "cars.json": description("seats", "wheels") });
  return cwd;
}

/** Runs a command that publishes, against a GitHub of its own, and tells all that it did there. */
async function publishing(args: readonly string[], cwd: string) {
  const hub = await startGitHub();
  onTestFinished(() => hub.close());
  const env = { GITHUB_API_URL: hub.url, GITHUB_TOKEN: "bot-token", GITHUB_REPOSITORY: "acme/shop" };
  const formats = ["--format", "json", "-o", "out/report.md", "-o", "out/report.txt"];
  const { code, stdout, stderr } = await driftpin([...args, "--publish", ...formats], { cwd, env });
  const issues = [...hub.state.issues.values()].map(({ title, body, labels }) => ({ title, body, labels }));
  const { "out/report.md": markdown, "out/report.txt": text } = await filesOf(cwd);
  const seen = {
    code,
    stdout,
    stderr: stderr.replaceAll(hub.url, "HUB"),
    markdown,
    text,
    issues,
    writes: hub.writes(),
  };
  return JSON.parse(timeless(JSON.stringify(seen)));
}

/** How long a vendor took to answer is another every time, and so is where a line of text ends that tells it. */
function timeless(text: string): string {
  return text.replace(/\d+ ms/g, "N ms").replace(/(\\n| )+/g, " ");
}

const shard = (number: number, of: number, cwd: string, ...more: readonly string[]) =>
  driftpin(["check", "--shard", `${number}/${of}`, "--result", `results-${of}/${number}.json`, ...more], { cwd });

test("one, three and more shards, merged in any order, are one check: report, issues and exit code", async () => {
  const cwd = await fleet();
  const whole = await publishing(["check"], cwd);
  expect({ code: whole.code, issues: whole.issues.length, unknown: JSON.parse(whole.stdout).summary.unknown }).toEqual({
    code: 1,
    issues: 2,
    unknown: 1,
  });
  for (const of of [1, 3, 5]) {
    const numbers = Array.from({ length: of }, (_, i) => i + 1);
    const codes = await Promise.all(numbers.map(async (number) => (await shard(number, of, cwd)).code));
    const files = numbers.map((number) => `results-${of}/${number}.json`).reverse();
    expect(codes).toEqual(numbers.map(() => 0));
    expect(await publishing(["merge", ...files, `results-${of}/1.json`], cwd)).toEqual(whole);
  }
}, 120_000); // some twenty processes

test("a plan says whose contracts are whose, and a shard that never ended leaves its own unknown", async () => {
  const cwd = await fleet();
  const { stdout: matrix } = await driftpin(["plan", "--shards", "2", "--format", "matrix", "--output", "plan.json"], {
    cwd,
  });
  const shards: { vendors: string[] }[] = JSON.parse((await filesOf(cwd))["plan.json"] ?? "").shards;
  await shard(1, 2, cwd, "--plan", "plan.json");
  const { code, stdout, stderr } = await driftpin(["merge", "results-2", "--format", "json"], { cwd });
  const missing = JSON.parse(stdout)
    .contracts.filter(({ unknown }: { unknown: { text: string }[] }) =>
      /its shard is missing/.test(unknown[0]?.text ?? ""),
    )
    .map(({ vendor }: { vendor: string }) => vendor);
  expect({ matrix, missing: missing.toSorted(), told: stderr, code: code === 0 }).toEqual({
    matrix: '["1/2","2/2"]\n',
    missing: shards[1]?.vendors.toSorted(),
    told: `warning: ${shards[1]?.vendors.toSorted().join(", ")}: no result holds it: unknown\n`,
    code: false,
  });
});

test("a plan of no vendors is empty, for people and for a matrix", async () => {
  const cwd = await folderWith({ "driftpin.yaml": "version: 1\nvendors: {}\n" });
  const printed = await Promise.all(["terminal", "matrix"].map((format) => driftpin(["plan", "-f", format], { cwd })));
  expect(printed.map(({ code, stdout }) => `${code} ${stdout}`)).toEqual(["0 0 shards of 0 contracts\n", "0 []\n"]);
});

test.each([
  [["check", "--shard", "1/2"], "DP6301 --shard needs a file for its result: add --result results/1.json"],
  [["check", "--result", "1.json"], "DP6301 --result and --plan are for a shard: say which with --shard 1/4"],
  [
    ["check", "--shard", "1/2", "--result", "1.json", "--publish"],
    "DP6301 a shard publishes nothing: use --publish with driftpin merge",
  ],
  [
    ["check", "--shard", "1/2", "--result", "1.json", "--fail-on", "info"],
    "DP6301 a shard judges nothing: use --fail-on with driftpin merge",
  ],
  [
    ["check", "shop", "--shard", "1/2", "--result", "1.json"],
    "DP6301 --shard takes no vendors: the plan says which are whose",
  ],
  [
    ["check", "--shard", "3/2", "--result", "1.json"],
    "DP6001 option '--shard <i/n>' argument '3/2' is invalid. It is which of how many, such as 1/4: see driftpin check --help",
  ],
  [
    ["plan", "--shards", "257"],
    "DP6001 option '--shards <number>' argument '257' is invalid. It is a number from 1 to 256: see driftpin plan --help",
  ],
  [
    ["merge", "results", "--max-age", "soon"],
    "DP6001 option '--max-age <span>' argument 'soon' is invalid. It is a time such as 90s, 5m or 12h: see driftpin merge --help",
  ],
])("%j is a slip, in one line", async (args, line) => {
  expect(await driftpin(args)).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
});
