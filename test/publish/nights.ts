import { onTestFinished } from "vitest";
import type { Level } from "../../src/config/level.ts";
import type { Publish } from "../../src/config/schema.ts";
import { publish } from "../../src/publish/index.ts";
import type { Proposal } from "../../src/publish/proposal.ts";
import type { Publication } from "../../src/publish/publication.ts";
import type { CheckReport, ContractReport, Finding } from "../../src/report/report.ts";
import { type GitHub, startGitHub } from "../support/github/index.ts";
import type { State } from "../support/github/state.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";

/** A GitHub that ends with the test; empty, or holding what is given. */
export async function github(state?: State): Promise<GitHub> {
  const started = await startGitHub(state);
  onTestFinished(() => started.close());
  return started;
}

/** One night as it went. */
export interface Night {
  readonly did: readonly string[];
  readonly writes: readonly string[];
  readonly notes: readonly string[];
}

export interface Circumstances {
  readonly publish?: Partial<Publish>;
  /** Where there are any, pull requests are wanted. */
  readonly proposals?: readonly Proposal[];
  readonly dryRun?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Publishes a report of these contracts, and tells what was done, in words. */
export async function night(
  hub: GitHub,
  contracts: readonly ContractReport[],
  more: Circumstances = {},
): Promise<Night> {
  const before = hub.log.length;
  const { outcomes, notes } = await publication(hub, contracts, more);
  return {
    did: outcomes.map(
      ({ do: what, name, reason, ending }) => `${what} ${name}: ${reason}${ending === "done" ? "" : ` (${ending})`}`,
    ),
    writes: hub.writes(before),
    notes: notes.map(({ text, todo }) => (todo === undefined ? text : `${text} ${todo}`)),
  };
}

export function publication(
  hub: GitHub,
  contracts: readonly ContractReport[],
  { publish: configured, proposals, dryRun = false, env }: Circumstances = {},
  runtime: TestRuntime = testRuntime({ env: environment(hub, env) }),
): Promise<Publication> {
  const how = { ...defaults, pullRequests: proposals !== undefined, ...configured };
  return publish(report(contracts), { publish: how, proposals: proposals ?? [], dryRun }, runtime);
}

export function environment({ url }: GitHub, more: Readonly<Record<string, string>> = {}) {
  return { GITHUB_API_URL: url, GITHUB_REPOSITORY: "acme/shop", GITHUB_TOKEN: "bot-token", ...more };
}

function report(contracts: readonly ContractReport[]): CheckReport {
  return { schemaVersion: 1, summary: { breaking: 0, warning: 0, info: 0, unknown: 0 }, contracts };
}

/** A contract of which these findings were made. */
export function contract(findings: readonly Finding[], more: Partial<ContractReport> = {}): ContractReport {
  return {
    vendor: "shop",
    pinned: { source: "npm:@shop/openapi@latest#openapi.json", version: "1.0.0" },
    published: { source: "npm:@shop/openapi@latest#openapi.json", version: "1.1.0" },
    owners: [],
    findings,
    unknown: [],
    sampled: [],
    ...more,
  };
}

export function finding(name: string, level: Level = "breaking", more: Partial<Finding> = {}): Finding {
  return {
    rule: "response-property-removed",
    level,
    verdict: "released",
    operation: { method: "get", path: "/orders/{id}" },
    location: {
      pointer: `/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema/properties/${name}`,
    },
    text: `${name} was removed`,
    todo: `Do without ${name}.`,
    fingerprint: `fingerprint of ${name}`,
    root: `root of ${name}`,
    operations: 1,
    evidence: [],
    impact: [],
    suggestions: [],
    ...more,
  };
}

export const rateLimited: ContractReport["unknown"][number] = {
  operation: { method: "get", path: "/invoices" },
  cause: "rate-limit",
  step: 5,
  text: "429 for all three tries",
  todo: "Probe less often.",
  steps: [],
};

const defaults: Publish = {
  label: "contract-drift",
  botLogins: ["github-actions[bot]"],
  closeAfter: 2,
  maxNewIssues: 5,
  mentionOwners: false,
  pullRequests: false,
  maxOpenPrs: 5,
  commitMode: "api",
  strict: false,
  notify: [],
  dispatch: [],
};
