import { variables } from "../config/environment.ts";
import type { Config } from "../config/schema.ts";
import { requirePinned } from "../contract/store.ts";
import { requireKnownRules } from "../policy/configured-rules.ts";
import { withOwners } from "../policy/owners.ts";
import type { Proposal } from "../publish/proposal.ts";
import type { CheckReport } from "../report/report.ts";
import { summariseAll } from "../report/roots.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import { bounded } from "./bounded.ts";
import { withHistory } from "./history.ts";
import type { CheckedContract } from "./look/contract.ts";
import { look } from "./look/looks.ts";
import { withSeverityLevels } from "./severity-levels.ts";
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
  /** Fetch and compare also what a source says is unchanged. Default: it is believed. */
  readonly refetch?: boolean | undefined;
  /** Suggest compat shims wherever they can be made, instead of patches for each place. */
  readonly compat?: boolean | undefined;
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

/** A report, and what pull requests would hold that take its drift as the new normal. */
export interface Checked {
  readonly report: CheckReport;
  readonly proposals: readonly Proposal[];
}

/**
 * The main job for whoever publishes what comes of it. There are proposals only where the configuration wants any.
 * @throws UsageError as `check` does
 */
export async function checkAndPropose(config: Config, options: WeighingOptions): Promise<Checked> {
  const checked = await checkContracts(config, { ...options, proposals: true });
  return {
    report: await conclude(checked, config, options.runtime),
    proposals: checked.flatMap(({ proposal }) => proposal ?? []),
  };
}

/**
 * Checks contracts, and concludes nothing from it: that is for whoever has all of them.
 * @throws UsageError as `check` does
 */
export async function checkContracts(config: Config, options: WeighingOptions): Promise<CheckedContract[]> {
  const { runtime, twice = false, proposals = false, refetch, compat } = options;
  await requireKnownRules(config, runtime);
  const policy = await withSeverityLevels(config, options);
  const vendors = await withOwners(chosen(config, options.vendors), config.folder, runtime);
  all(await bounded(vendors, ({ name }) => requirePinned(config.folder, name, runtime), runtime));
  const isProposing = proposals && config.publish.pullRequests;
  const { file, folder, verify } = config;
  const secrets = variables(config);
  return look(vendors, { file, folder, policy, verify, secrets, refetch, compat, twice, isProposing, runtime });
}

/** The report of all contracts. The ledger, where one is kept, is told what changed, and tells since when things fail. */
export async function conclude(
  checked: readonly CheckedContract[],
  { ledger }: Pick<Config, "ledger">,
  runtime: Runtime,
): Promise<CheckReport> {
  const reports = checked.map(({ report }) => report);
  const contracts = ledger === undefined ? reports : await withHistory(reports, ledger, runtime);
  return { schemaVersion: 1, summary: summariseAll(contracts), contracts };
}
