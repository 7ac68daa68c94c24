import { loadConfig } from "../config/index.ts";
import { repositoryRoot } from "../config/repository.ts";
import type { Config, Vendor } from "../config/schema.ts";
import type { ReviewedContract, ReviewReport } from "../report/reviewed.ts";
import { summariseAll } from "../report/roots.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import { bounded } from "./bounded.ts";
import { atBase, type ReadAtBase } from "./review/at-base.ts";
import { type Compared, reviewPin } from "./review/pin.ts";
import { policySettings } from "./review/policy-settings.ts";
import { vendorSettings } from "./review/vendor-settings.ts";
import { verifySettings } from "./review/verify-settings.ts";
import { withSeverityLevels } from "./severity-levels.ts";

/**
 * What the change between a base and the working tree means for checks: what merging it takes as normal, pin by pin, and
 * which settings weaken what is checked. Levels are those of the base, so that nobody lowers what he is judged by. Nothing
 * is fetched from a vendor, and no secret is read.
 * @param config of the working tree
 * @param read the files at the base
 * @throws UsageError where the base's configuration is there and wrong; whatever `read` throws
 */
export async function review(config: Config, read: ReadAtBase, runtime: Runtime): Promise<ReviewReport> {
  const base = atBase(await repositoryRoot(config.folder, runtime), read, runtime);
  const before = (await base.files.exists(config.file)) ? await loadConfig(base, config.file) : undefined;
  const policies = {
    was: before && (await withSeverityLevels(before, { runtime: base })),
    now: await withSeverityLevels(config, { runtime }),
  };
  const pairs = pairsOf(before?.vendors ?? [], config.vendors);
  const compared: Compared = { folder: config.folder, policy: policies.was ?? policies.now, base, runtime };
  const contracts = all(await bounded(pairs, (pair) => reviewContract(pair, compared), runtime));
  return {
    schemaVersion: 1,
    summary: summariseAll(contracts),
    reviewed: contracts.filter(isWorthTelling),
    settings: [
      ...(policies.was ? policySettings(policies.was, policies.now) : []),
      ...verifySettings(before?.verify, config.verify),
    ],
  };
}

/** A vendor as it was and as it is to be; one of them is there. */
interface Pair {
  readonly name: string;
  readonly was: Vendor | undefined;
  readonly now: Vendor | undefined;
}

function pairsOf(before: readonly Vendor[], now: readonly Vendor[]): Pair[] {
  const was = new Map(before.map((vendor) => [vendor.name, vendor]));
  const names = new Map(now.map((vendor) => [vendor.name, vendor]));
  return [...new Set([...names.keys(), ...was.keys()])].map((name) => ({
    name,
    was: was.get(name),
    now: names.get(name),
  }));
}

async function reviewContract({ name, was, now }: Pair, compared: Compared): Promise<ReviewedContract> {
  const pin = await reviewPin(name, now ?? was, compared);
  return { vendor: name, ...pin, settings: vendorSettings(was, now) };
}

/** A vendor without a pin is told when it comes; that it still has none is no news. */
function isWorthTelling({ pin, unknown, accepted, noLongerAccepted, deviations, settings }: ReviewedContract): boolean {
  const lists = [unknown, accepted, noLongerAccepted, deviations, settings];
  return (pin.kind !== "same" && pin.kind !== "none") || lists.some(({ length }) => length > 0);
}
