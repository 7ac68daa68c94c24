import { expect, test } from "vitest";
import { checkContracts } from "../../../src/check/index.ts";
import { suggestions } from "../../../src/check/suggest.ts";
import { contractMarkdown } from "../../../src/report/markdown.ts";
import { terminal } from "../../../src/report/terminal.ts";
import { gitIn } from "../../support/repository.ts";
import { pinnedTeam, shop } from "../team.ts";

const adapter = `export async function price(id) {
  const response = await fetch(\`/orders/\${id}\`);
  const order = await response.json();
  return order.total.toFixed(2);
}
`;

/** A test of the team's: on a release of the vendor, it can only pass with the patch, or only without. */
const teamTest = (passesWith: "patch" | "none" | "both") => `
  import { readFileSync } from "node:fs";
  const isPatched = readFileSync("src/shop.mjs", "utf8").includes("total?.toFixed");
  const passes = { patch: isPatched, none: !isPatched, both: true }[${JSON.stringify(passesWith)}];
  if (!passes) console.log("order o1 has no price, for https://me:hunter2@shop.example");
  process.exit(passes ? 0 : 1);`;

/** One that can only pass with the types of the new contract. */
const typedTest = `
  import { readFileSync } from "node:fs";
  const types = readFileSync("specs/shop/types.ts", "utf8");
  process.exit(/total: (null \\| number|number \\| null)/.test(types) ? 0 : 1);`;

/** A team whose code one verified patch is for, and a night of it. */
async function night(passesWith: "patch" | "none" | "both", env: Record<string, string> = {}) {
  return nightWith(teamTest(passesWith), env);
}

async function nightWith(test: string, env: Record<string, string> = {}) {
  const team = await pinnedTeam({
    vendor: 'code: ["src/**"]\ntypes: true',
    config: "publish: { pull-requests: true }\nverify: node test.mjs",
    files: { "src/shop.mjs": adapter, "test.mjs": test },
    env,
  });
  gitIn(team.folder, "init", "--quiet");
  gitIn(team.folder, "add", "--all");
  gitIn(team.folder, "commit", "--quiet", "--message", "first");
  team.publish(shop({ properties: { total: { type: ["number", "null"] } } }));
  return team;
}

async function proposed({ config, runtime }: Awaited<ReturnType<typeof night>>) {
  const [checked] = await checkContracts(config, { runtime, proposals: true });
  if (!checked) throw new Error("nothing was checked");
  const { report, proposal } = checked;
  return {
    report,
    suggestions: report.findings.flatMap((finding) => finding.suggestions),
    commits: proposal?.commits.map(({ subject, body }) => [subject, body.split("\n").at(-1)]) ?? [],
  };
}

test("a patch with which the team's command passes is a commit that says so", async () => {
  const { suggestions, commits } = await proposed(await night("patch"));
  expect(suggestions).toMatchObject([{ applicability: "verified", command: "passes" }]);
  expect(commits[1]).toEqual([
    "Adapt the code to the new contract of shop",
    "without, and has no error that it did not have before. The team's verify command passes with them.",
  ]);
});

test("one with which it fails is no commit, and people see why", async () => {
  const { report, suggestions, commits } = await proposed(await night("none"));
  expect(suggestions).toMatchObject([
    { applicability: "likely", text: expect.stringMatching(/The team's verify command fails with it\.$/) },
  ]);
  expect(commits.map(([subject]) => subject)).toEqual(["Pin the new contract of shop"]);
  const told = "order o1 has no price, for https://[redacted]@shop.example";
  const pieces = terminal(
    { schemaVersion: 1, summary: { breaking: 1, warning: 0, info: 0, unknown: 0 }, contracts: [report] },
    { columns: 100, colour: false, unfold: false },
  );
  expect([contractMarkdown(report, 60_000).includes(told), [...pieces].join("").includes(told)]).toEqual([true, true]);
});

test("the pin that the patches are for is in place, with its types", async () => {
  const { suggestions } = await proposed(await nightWith(typedTest));
  expect(suggestions).toMatchObject([{ applicability: "verified", command: "passes" }]);
});

test("what is suggested goes by the same verdict", async () => {
  const { config, runtime } = await night("none");
  const { suggestions: told, patch } = await suggestions(config, { runtime, verifiedOnly: true });
  expect({ told, patch }).toEqual({ told: [], patch: "" });
});

test("for a pull request, whose configuration anybody may have written, it is not run", async () => {
  const { suggestions, commits } = await proposed(await night("both", { GITHUB_EVENT_NAME: "pull_request" }));
  expect([suggestions[0]?.command, suggestions[0]?.applicability, commits.length]).toEqual(["unknown", "likely", 1]);
});
