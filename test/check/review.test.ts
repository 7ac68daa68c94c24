import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitBase } from "../../src/check/review/git-base.ts";
import { review as reviewSince } from "../../src/check/review.ts";
import { loadConfig } from "../../src/config/index.ts";
import { renderReview, reviewMarkdown } from "../../src/report/review.ts";
import type { ReviewReport } from "../../src/report/reviewed.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { put } from "../support/folder.ts";
import { pinnedTeam, required, shop, type Team } from "./team.ts";

const terminal = { columns: 100, colour: false };

test("where nothing changed, one line says so, and no vendor is asked", async () => {
  const team = await committed();
  const asked = team.vendor.received.length;
  const report = await review(team);
  const line = "Nothing changes for checks: no pin, no accepted finding, no setting that weakens them.\n";
  expect([
    renderReview(report, "markdown", terminal),
    renderReview(report, "terminal", terminal),
    team.vendor.received.length - asked,
  ]).toEqual([`**${line.replace(":", "**:")}`, line, 0]);
});

test("a new pin tells what the vendor changed, at which level, and where the code is", async () => {
  const team = await committed();
  team.publish(shop({ parameters: [required("region")] }));
  await team.pin();
  const report = await review(team);
  expect({
    summary: report.summary,
    contracts: report.reviewed.map(({ vendor, pin, findings }) => ({
      vendor,
      pin: pin.kind,
      findings: findings.map(({ rule, level, location }) => ({ rule, level, in: location.revision?.file })),
    })),
    first: reviewMarkdown(report).split("\n")[0],
  }).toEqual({
    summary: { breaking: 1, warning: 0, info: 0, unknown: 0 },
    contracts: [
      {
        vendor: "shop",
        pin: "re-pinned",
        findings: [{ rule: "new-required-request-parameter", level: "breaking", in: "specs/shop/contract.json" }],
      },
    ],
    first: "**Merging accepts breaking changes**: 1 breaking, 0 warning, 0 info, 0 unknown; 1 contract.",
  });
});

test("a contract that was edited by hand is told, and ends nothing", async () => {
  const team = await committed();
  const path = "specs/shop/contract.json";
  await put(team.folder, { [path]: (await textOf(team, path)).replace('"Shop"', '"Shop!"') });
  const { summary, reviewed } = await review(team);
  expect([summary.unknown, reviewed.map(({ unknown }) => unknown.map(({ text }) => text))]).toEqual([
    1,
    [["specs/shop/contract.json: the contract was changed after it was pinned"]],
  ]);
});

test("findings that are accepted now, and those that no longer are, come with their reasons", async () => {
  const accept = (reason: string, fingerprint: string) => (pin: string) =>
    pin.replace(/"accepted": \[[^\]]*\]/, `"accepted": [${JSON.stringify({ fingerprint, reason })}]`);
  const path = "specs/shop/pin.json";
  const team = await pinnedTeam();
  await put(team.folder, { [path]: accept("We never read it.", "aaaa1111aaaa1111")(await textOf(team, path)) });
  commit(team.folder);
  await put(team.folder, { [path]: accept("Agreed with them.", "bbbb2222bbbb2222")(await textOf(team, path)) });
  const { reviewed } = await review(team);
  expect(
    reviewed.map(({ pin, accepted, noLongerAccepted }) => ({ pin: pin.kind, accepted, noLongerAccepted })),
  ).toEqual([
    {
      pin: "same",
      accepted: [{ fingerprint: "bbbb2222bbbb2222", reason: "Agreed with them." }],
      noLongerAccepted: [{ fingerprint: "aaaa1111aaaa1111", reason: "We never read it." }],
    },
  ]);
});

describe("a pin that comes or goes", () => {
  test("removed", async () => {
    const team = await committed();
    execFileSync("rm", ["-r", join(team.folder, "specs/shop")]);
    expect((await review(team)).reviewed.map(({ pin }) => pin.kind)).toEqual(["removed"]);
  });

  test("new", async () => {
    const team = await pinnedTeam();
    const { reviewed } = await reviewSince(team.config, async () => undefined, team.runtime);
    expect(reviewed.map(({ pin, settings }) => ({ pin: pin.kind, settings }))).toEqual([
      {
        pin: "new",
        settings: [
          `${new URL(team.vendor.url).host} would be asked, which is not asked so far`,
          "private addresses may be reached (allow-private)",
        ],
      },
    ]);
  });
});

describe("a setting that weakens the check, or calls something new, is told as such", () => {
  const cases: Record<string, { readonly from?: string; readonly to: string; readonly told: string }> = {
    "a level lowered": {
      to: "policy: { levels: { new-required-request-parameter: info } }",
      told: "new-required-request-parameter weighs info, was breaking",
    },
    "a raised level taken back": {
      from: "policy: { levels: { response-property-enum-value-added: breaking } }",
      to: "",
      told: "response-property-enum-value-added weighs warning, was breaking",
    },
    "an override": {
      to: 'policy: { overrides: [{ operations: ["GET /orders"], levels: { new-required-request-parameter: none } }] }',
      told: "a new override for GET /orders: new-required-request-parameter weighs none",
    },
    "a threshold": { to: "policy: { fail-on: none }", told: "checks fail at none, did at breaking" },
    "another perspective": {
      to: "policy: { perspective: provider }",
      told: "levels are those of a provider, were of a consumer",
    },
  };
  test.each(Object.entries(cases))("%s", async (_, { from = "", to, told }) => {
    const team = await committed();
    const text = await textOf(team, "driftpin.yaml");
    const at = { "driftpin.yaml": `${text}\n${from}\n` };
    await put(team.folder, { "driftpin.yaml": `${text}\n${to}\n` });
    const config = await loadConfig(team.runtime);
    const base = await gitBase(team.folder, "HEAD", team.runtime);
    const { settings } = await reviewSince(
      config,
      async (path) => at[path as keyof typeof at] ?? base(path),
      team.runtime,
    );
    expect(settings).toEqual([told]);
  });

  const edits: Record<string, { readonly edit: readonly [RegExp, string]; readonly told: readonly string[] }> = {
    "a probe removed": {
      edit: [/ +- operation: GET \/orders\n/, ""],
      told: ["the probe GET /orders is gone"],
    },
    "include narrowed": {
      edit: [/retries: 0/, 'include: ["GET /orders"]'],
      told: ["only GET /orders would be included in the next pin, was everything"],
    },
    "another source": {
      edit: [/source: \S+/, "source: https://vendor.example/openapi.json"],
      told: [
        "vendor.example would be asked, which is not asked so far",
        expect.stringMatching(
          /^the source is https:\/\/vendor\.example\/openapi\.json, was http:/,
        ) as unknown as string,
      ],
    },
    "an unsafe probe, in what is called a sandbox": {
      edit: [/probes:\n/, "sandbox: true\n    probes:\n      - { operation: POST /orders, unsafe: true }\n"],
      told: [
        "the unsafe probe POST /orders would be sent",
        "the server counts as a sandbox: unsafe probes may be sent",
      ],
    },
    "another secret": {
      edit: [/retries: 0/, 'auth: { bearer: "${DEPLOY_KEY}" }'],
      told: ["the secret DEPLOY_KEY would be sent to this vendor"],
    },
  };
  test.each(Object.entries(edits))("%s", async (_, { edit: [what, by], told }) => {
    const team = await committed();
    const text = await textOf(team, "driftpin.yaml");
    await put(team.folder, { "driftpin.yaml": text.replace(what, by) });
    const { reviewed } = await review({ ...team, config: await loadConfig(team.runtime) });
    expect(reviewed.map(({ settings }) => settings)).toEqual([told]);
  });
});

test("levels are those of the base: nobody lowers what he is judged by", async () => {
  const team = await committed();
  team.publish(shop({ parameters: [required("region")] }));
  await team.pin();
  const text = await textOf(team, "driftpin.yaml");
  await put(team.folder, {
    "driftpin.yaml": `${text}\npolicy: { levels: { new-required-request-parameter: none } }\n`,
  });
  const { summary, settings } = await review({ ...team, config: await loadConfig(team.runtime) });
  expect([summary.breaking, settings]).toEqual([1, ["new-required-request-parameter weighs none, was breaking"]]);
});

test.each([
  ["one is new", "", "npm test", ["patches are verified by running this command: npm test (by no command so far)"]],
  ["it is another", "npm test", "make", ["patches are verified by running this command: make (so far: npm test)"]],
  ["it is gone", "npm test", "", ["patches are no longer verified by a command, were by: npm test"]],
  [
    "it gets more",
    "npm test",
    "{ command: npm test, env: [SHOP_TOKEN] }",
    ["the variable SHOP_TOKEN would be given to the command that verifies patches"],
  ],
  ["it is the same", "npm test", "{ command: npm test }", []],
])("what runs when patches are verified is told: %s", async (_, was, now, expected) => {
  const verify = (line: string) => (line === "" ? "" : `verify: ${line}`);
  const team = await pinnedTeam({ config: verify(was) });
  commit(team.folder);
  const text = await textOf(team, "driftpin.yaml");
  await put(team.folder, { "driftpin.yaml": text.replace(verify(was) || /$/, verify(now)) });
  const { settings } = await review({ ...team, config: await loadConfig(team.runtime) });
  expect(settings).toEqual(expected);
});

test("the base of git is the commit where the branch left the default branch", async () => {
  const team = await committed();
  git(team.folder, "checkout", "--quiet", "-b", "topic");
  team.publish(shop({ parameters: [required("region")] }));
  await team.pin();
  const report = await reviewSince(team.config, await gitBase(team.folder, undefined, team.runtime), team.runtime);
  expect(report.summary.breaking).toBe(1);
});

test.each(["no-such-branch", "--upload-pack=x", "HEAD:specs"])("a base that is no commit is told: %s", async (ref) => {
  const team = await committed();
  await expect(gitBase(team.folder, ref, team.runtime)).rejects.toMatchObject({ code: "DP6401" });
});

test("hostile text of a pull request is shown, never interpreted", async () => {
  const hostile = "@octocat fixes #1 <!-- drift:end --> <script> \u001b[31m ::error::x";
  const report: ReviewReport = {
    schemaVersion: 1,
    summary: { breaking: 0, warning: 0, info: 0, unknown: 1 },
    settings: [hostile],
    reviewed: [
      {
        vendor: "shop",
        pin: { kind: "new", now: { source: hostile, version: hostile }, operations: 1 },
        findings: [],
        deviations: [hostile],
        accepted: [{ fingerprint: hostile, reason: hostile }],
        noLongerAccepted: [],
        unknown: [{ text: hostile, todo: hostile }],
        settings: [hostile],
      },
    ],
  };
  const page = reviewMarkdown(report);
  expect(/@octocat|#1|<!--|(?<!\\)<script|\p{Cc}|\s::/u.test(page.replaceAll("\n", " "))).toBe(false);
});

async function review(team: Team): Promise<ReviewReport> {
  const report = await reviewSince(team.config, await gitBase(team.folder, "HEAD", team.runtime), team.runtime);
  expect(reportSchema.parse(report)).toEqual(report);
  return report;
}

async function committed(): Promise<Team> {
  const team = await pinnedTeam();
  commit(team.folder);
  return team;
}

function commit(folder: string): void {
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", ".");
  git(folder, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--message=Pin");
}

function git(folder: string, ...args: string[]): void {
  execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
}

function textOf({ folder }: Team, path: string): Promise<string> {
  return readFile(join(folder, path), "utf8");
}
