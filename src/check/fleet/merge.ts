import type { Config, Vendor } from "../../config/schema.ts";
import { readPinned } from "../../contract/store.ts";
import { withOwners } from "../../policy/owners.ts";
import type { Proposal } from "../../publish/proposal.ts";
import type { Note } from "../../publish/publication.ts";
import { someOf } from "../../report/headline.ts";
import type { CheckReport } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { conclude } from "../index.ts";
import type { CheckedContract } from "../look/contract.ts";
import { keepDurations } from "./durations.ts";
import { join } from "./join.ts";
import { receive } from "./receive.ts";

/** What to merge. */
export interface MergeOptions {
  /** Files, or folders of them, relative to the working directory. In any order. */
  readonly results: readonly string[];
  /** Results that are older are those of another night, and left out. Default: 12 hours. */
  readonly maxAgeMs?: number | undefined;
  readonly runtime: Runtime;
}

/** What all shards came to, as if one machine had checked all contracts. */
export interface Merged {
  readonly report: CheckReport;
  /** What pull requests would hold, for the contracts that drifted. */
  readonly proposals: readonly Proposal[];
  /** What a person should know of the results themselves. */
  readonly notes: readonly Note[];
}

/**
 * Joins what shards came to, and concludes: the report is the one that `check` makes of all contracts, and the ledger is
 * told. A result that cannot be used is noted, and is as one that is missing: contracts that no result holds are unknown,
 * never clean. How long each contract took is kept for the next plan.
 * @throws UsageError where a contract that no result holds is not even pinned
 */
export async function merge(config: Config, options: MergeOptions): Promise<Merged> {
  const { checked, notes } = await gather(config, options);
  return {
    report: await conclude(checked, config, options.runtime),
    proposals: checked.flatMap(({ proposal }) => proposal ?? []),
    notes,
  };
}

interface Gathered extends Pick<Merged, "notes"> {
  /** In the order of the configuration. */
  readonly checked: readonly CheckedContract[];
}

async function gather(config: Config, { results, maxAgeMs = twelveHours, runtime }: MergeOptions): Promise<Gathered> {
  const { received, notes } = await receive(results, config, maxAgeMs, runtime);
  const { held, disputed } = join(received);
  const unkept = await keepDurations([...held.values()], config, runtime).then(() => [], notKept);
  const checked: CheckedContract[] = [];
  for (const vendor of await withOwners(config.vendors, config.folder, runtime)) {
    const one = held.get(vendor.name);
    // One after the other: each is read whole for what its pin says, and thousands may be missing.
    checked.push(one ? owned(one, vendor) : await missing(vendor, config, runtime));
  }
  const names = config.vendors.map(({ name }) => name);
  return {
    checked,
    notes: [
      ...notes,
      ...unkept,
      ...noteOf(disputed, "results differ: what was checked last holds"),
      ...noteOf(
        names.filter((name) => !held.has(name)),
        "no result holds it: unknown",
      ),
      ...noteOf(
        [...held.keys()].filter((name) => !names.includes(name)),
        "no vendor of the configuration: left out",
      ),
    ],
  };
}

const twelveHours = 12 * 60 * 60 * 1000;

/** The next plan goes by sizes then, which is no reason to tell nothing tonight. @throws what is no error of the system */
function notKept(error: unknown): Note[] {
  if (!(error instanceof Error && "syscall" in error)) throw error;
  return [{ level: "warning", text: `How long contracts took could not be kept: ${error.message}.` }];
}

/** Whom to tell is for this configuration to say: a result comes from a machine that may write to nobody. */
function owned(one: CheckedContract, { owners }: Vendor): CheckedContract {
  return { ...one, report: { ...one.report, owners } };
}

async function missing({ name, owners }: Vendor, { folder }: Config, runtime: Runtime): Promise<CheckedContract> {
  const { source, version } = (await readPinned(folder, name, runtime)).pin;
  const unknown = {
    cause: "consumer",
    step: 6,
    text: "no result holds it: its shard is missing",
    todo: "See how the job that was to check it ended, and run it again.",
    steps: [],
  } as const;
  const report = { vendor: name, pinned: { source, version }, owners, findings: [], unknown: [unknown], sampled: [] };
  return { report, tookMs: 0 };
}

function noteOf(names: readonly string[], what: string): Note[] {
  return names.length === 0 ? [] : [{ level: "warning", text: `${someOf(names.toSorted(), 5)}: ${what}` }];
}
