import { resolve } from "node:path";
import type { Config, Policy, Vendor } from "../config/schema.ts";
import type { Pinned } from "../contract/contract.ts";
import { readPinned } from "../contract/store.ts";
import { requireKnownRules } from "../policy/configured-rules.ts";
import { withOwners } from "../policy/owners.ts";
import { readSeverityLevels } from "../policy/severity-file.ts";
import type { CheckReport, ContractReport, Summary } from "../report/report.ts";
import { summarise } from "../report/roots.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import { type CheckedContract, checkContract } from "./contract.ts";
import { withHistory } from "./history.ts";
import type { Look } from "./look.ts";
import { propose } from "./proposal.ts";
import { agreed, canChangeItsMind, saysDrift, secondLookMs } from "./second-look.ts";
import { askedAgain, isAskedOnce } from "./sent-once.ts";
import { chosen } from "./vendors.ts";

/** What a check works with. */
export interface CheckOptions {
  readonly runtime: Runtime;
  /** Names of the vendors to check; all where absent or empty. */
  readonly vendors?: readonly string[];
}

/** How a check weighs what it finds. */
export interface WeighingOptions extends CheckOptions {
  /** A severity file that stands in for the configuration's own; a relative path starts at the working directory. */
  readonly severityLevels?: string | undefined;
  /** Look twice before anything is called drift that a vendor's server may answer otherwise a moment later. */
  readonly twice?: boolean | undefined;
  /** Make what pull requests would hold, where the configuration wants any. */
  readonly proposals?: boolean | undefined;
}

/**
 * The main job: for each vendor, what is published and what is live is held against what is pinned. Vendors are checked
 * side by side; what one of them keeps from being checked is unknown there, and touches no other. The ledger, where one
 * is kept, is told what changed.
 * @throws UsageError where a vendor is unknown or not pinned, or the levels of rules are wrong: before anything is sent
 */
export async function check(config: Config, options: WeighingOptions): Promise<CheckReport> {
  return conclude(await checkContracts(config, options), config, options.runtime);
}

/**
 * Checks contracts, and concludes nothing from it: that is for whoever has all of them.
 * @throws UsageError as `check` does
 */
export async function checkContracts(config: Config, options: WeighingOptions): Promise<CheckedContract[]> {
  const { runtime, vendors } = options;
  await requireKnownRules(config, runtime);
  const policy = await withSeverityLevels(config, options);
  const pins = all(
    await Promise.allSettled(
      (await withOwners(chosen(config, vendors), config.folder, runtime)).map(async (vendor) => ({
        vendor,
        pinned: await readPinned(config.folder, vendor.name, runtime),
      })),
    ),
  );
  const look = (asked: readonly Asked[]) =>
    Promise.allSettled(
      asked.map(({ vendor, pinned }) => checkContract(vendor, pinned, { ...config, policy }, runtime)),
    );
  const first = all(await look(pins));
  const looks = options.twice ? await lookAgain(first, pins, look, runtime) : first;
  const isProposing = options.proposals === true && config.publish.pullRequests;
  return Promise.all(
    looks.map(async ({ candidate, ...checked }) => {
      const asked = pins.find(({ vendor }) => vendor.name === checked.report.vendor);
      if (!isProposing || !candidate || !asked) return checked;
      const found = { report: checked.report, candidate };
      const proposal = await propose(found, asked.vendor, asked.pinned, { ...config, policy }, runtime);
      return { ...checked, ...(proposal && { proposal }) };
    }),
  );
}

/** The report of all contracts. The ledger, where one is kept, is told what changed, and tells since when things fail. */
export async function conclude(
  checked: readonly CheckedContract[],
  { ledger }: Pick<Config, "ledger">,
  runtime: Runtime,
): Promise<CheckReport> {
  const reports = checked.map(({ report }) => report);
  const contracts = ledger === undefined ? reports : await withHistory(reports, ledger, runtime);
  return { schemaVersion: 1, summary: sum(contracts.map(summaryOf)), contracts };
}

interface Asked {
  readonly vendor: Vendor;
  readonly pinned: Pinned;
}

/** Looks again, once for all, where there is drift that may be gone in a moment. */
async function lookAgain(
  first: readonly Look[],
  pins: readonly Asked[],
  look: (asked: readonly Asked[]) => Promise<PromiseSettledResult<Look>[]>,
  { clock, progress, signal }: Runtime,
): Promise<Look[]> {
  const doubtful = pins.filter(({ vendor }, i) => {
    const checked = first[i];
    return checked !== undefined && saysDrift(checked.report) && canChangeItsMind(askedAgain(vendor));
  });
  if (doubtful.length === 0) return [...first];
  const task = progress.start(`looking again in ${secondLookMs / 1000} s, before anything is called drift`);
  await clock.sleep(secondLookMs, signal).finally(() => task.end());
  const asked = doubtful.map(({ vendor, pinned }) => ({ vendor: askedAgain(vendor), pinned }));
  const second = new Map(all(await look(asked)).map((checked) => [checked.report.vendor, checked]));
  return pins.flatMap(({ vendor }, i) => {
    const checked = first[i];
    const again = second.get(vendor.name);
    return checked && again ? [agreed(checked, again, isAskedOnce(vendor))] : (checked ?? []);
  });
}

/** The policy, with what its severity file says of rules that it does not name itself. */
async function withSeverityLevels(
  { folder, policy }: Config,
  { severityLevels, runtime }: WeighingOptions,
): Promise<Policy> {
  const from = severityLevels === undefined ? folder : runtime.cwd;
  const file = severityLevels ?? policy.severityLevels;
  if (file === undefined) return policy;
  return { ...policy, levels: { ...(await readSeverityLevels(resolve(from, file), runtime)), ...policy.levels } };
}

function summaryOf({ findings, unknown }: ContractReport): Summary {
  return summarise(findings, unknown.length);
}

/** Roots are told apart within a contract only: two vendors may well make the same change. */
function sum(summaries: readonly Summary[]): Summary {
  const total = (count: keyof Summary) => summaries.reduce((so, summary) => so + summary[count], 0);
  return { breaking: total("breaking"), warning: total("warning"), info: total("info"), unknown: total("unknown") };
}
