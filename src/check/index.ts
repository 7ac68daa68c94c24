import type { Config } from "../config/schema.ts";
import { readPinned } from "../contract/store.ts";
import { remember } from "../ledger/index.ts";
import type { CheckReport } from "../report/report.ts";
import { summarise } from "../report/roots.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import { checkContract } from "./contract.ts";
import { chosen } from "./vendors.ts";

/** What a check works with. */
export interface CheckOptions {
  readonly runtime: Runtime;
  /** Names of the vendors to check; all where absent or empty. */
  readonly vendors?: readonly string[];
}

/**
 * The main job: for each vendor, what is published and what is live is held against what is pinned. Vendors are checked
 * side by side; what one of them keeps from being checked is unknown there, and touches no other. The ledger, where one
 * is kept, is told what changed.
 * @throws UsageError where a vendor is unknown or not pinned: before anything is sent
 */
export async function check(config: Config, { runtime, vendors }: CheckOptions): Promise<CheckReport> {
  const pins = all(
    await Promise.allSettled(
      chosen(config, vendors).map(async (vendor) => ({
        vendor,
        pinned: await readPinned(config.folder, vendor.name, runtime),
      })),
    ),
  );
  const contracts = all(
    await Promise.allSettled(pins.map(({ vendor, pinned }) => checkContract(vendor, pinned, config, runtime))),
  );
  if (config.ledger !== undefined) await remember(contracts, config.ledger, runtime);
  const findings = contracts.flatMap((contract) => contract.findings);
  const unknown = contracts.reduce((sum, contract) => sum + contract.unknown.length, 0);
  return { schemaVersion: 1, summary: summarise(findings, unknown), contracts };
}
