/**
 * driftpin as a library: what the commands do, without the terminal. Errors are thrown, never printed: `UsageError`
 * where the caller has to change something, `CouldNotCheckError` where nothing can be said.
 */

import type { AcceptedFinding, AcceptOptions as Accepting, AcceptResult } from "./check/accept.ts";
import type { Merged } from "./check/fleet/merge.ts";
import type { FleetPlan } from "./check/fleet/plan.ts";
import type { ShardResult } from "./check/fleet/result.ts";
import type { ShardNumber } from "./check/fleet/shard.ts";
import type { By } from "./check/fleet/split.ts";
import type { Checked } from "./check/index.ts";
import type { PinResult } from "./check/pin.ts";
import type { Unheld, Unmatched } from "./check/recorded/sighting.ts";
import type { RecordedDeviation, RecordingReport } from "./check/recorded.ts";
import type { Sampled, SampleReport } from "./check/sample.ts";
import type { Suggested, Suggestions, SuggestOptions } from "./check/suggest.ts";
import type { TriagedCase, TriageReport } from "./check/triage/report.ts";
import type { Config, Policy } from "./config/schema.ts";
import type { PublishOptions } from "./publish/index.ts";
import type { Publication } from "./publish/publication.ts";
import type { Explanation } from "./report/explanation.ts";
import type { CheckReport, DiffReport } from "./report/report.ts";
import type { ReviewReport } from "./report/reviewed.ts";
import type { ImpactReport } from "./report/used.ts";
import type { Runtime } from "./runtime/index.ts";

export type { Level } from "./config/level.ts";
export type { Config, Policy, Publish, Vendor } from "./config/schema.ts";
export type { Operation } from "./contract/contract.ts";
export type { Unknown, Verdict } from "./drift/finding.ts";
export { CouldNotCheckError, DriftpinError, UsageError } from "./errors.ts";
export type { CodePlace } from "./impact/place.ts";
export type {
  CheckReport,
  ContractReport,
  DiffEntry,
  DiffReport,
  Disagreement,
  Finding,
  Location,
  SecondOpinion,
  Summary,
} from "./report/report.ts";
export type { PinChange, PinnedVersion, ReviewedContract, ReviewReport, Untold } from "./report/reviewed.ts";
export type { UncoveredCall, UsedContract, UsedOperation, UsedPart } from "./report/used.ts";
export type { Runtime } from "./runtime/index.ts";
export type { Edit, Suggestion } from "./suggest/suggestion.ts";
export type { Cause } from "./triage/diagnosis.ts";
export type {
  AcceptedFinding,
  AcceptResult,
  By,
  Checked,
  Explanation,
  FleetPlan,
  ImpactReport,
  Merged,
  PinResult,
  Publication,
  PublishOptions,
  RecordedDeviation,
  RecordingReport,
  Sampled,
  SampleReport,
  ShardNumber,
  ShardResult,
  Suggested,
  Suggestions,
  TriagedCase,
  TriageReport,
  Unheld,
  Unmatched,
};

/** What every function takes: the world, where it is not to be this process's own. */
export interface World {
  readonly runtime?: Runtime;
}

/** Which vendors of a configuration, by name; all where absent or empty. */
export interface Selection extends World {
  readonly vendors?: readonly string[];
}

export interface CheckOptions extends Selection {
  /** A severity file that stands in for the configuration's own. */
  readonly severityLevels?: string | undefined;
  /** Look twice, 30 s apart, and call only that drift which both looks see. For whoever publishes it. Default: once. */
  readonly twice?: boolean;
  /** Fetch and compare every description, also where its source says that it is unchanged. Default: it is believed. */
  readonly refetch?: boolean | undefined;
}

export interface AcceptOptions extends Selection, Pick<Accepting, "reason" | "everywhere"> {}

export interface ShardOptions extends World {
  readonly shard: ShardNumber;
  /** Fetch and compare every description, also where its source says that it is unchanged. */
  readonly refetch?: boolean | undefined;
  /** What `driftpin plan --output` wrote; by default, contracts are split by the size of their pins. */
  readonly plan?: string | undefined;
  /** A severity file that stands in for the configuration's own. */
  readonly severityLevels?: string | undefined;
}

export interface MergeOptions extends World {
  /** Results that are older are another night's, and left out. Default: 12 hours. */
  readonly maxAgeMs?: number | undefined;
}

export interface ReviewOptions extends World {
  /** The commit to compare with: any revision. Default: where the branch left the upstream's default branch. */
  readonly base?: string | undefined;
}

export interface TriageOptions extends Selection {
  /** `METHOD /path` of the one operation to ask; all that have a probe where absent. */
  readonly operation?: string | undefined;
}

export interface RecordedExchange {
  /** An HTTP Archive or a Postman collection; a relative path starts at the working directory. */
  readonly recording: string;
  /** Its place in the recording, from 0. */
  readonly entry: number;
  /** Whose pins it may belong to, by name; all where absent or empty. */
  readonly vendors?: readonly string[];
}

export interface DiffOptions extends World {
  /** Whose levels: what breaks a caller, or what a provider may not change. Default: consumer. */
  readonly perspective?: Policy["perspective"];
  /**
   * Days that a vendor must leave between announcing an end and the end, by stability level. Default: 31 for what is
   * beta, 180 for what is stable. Where it is given, a deprecation without a date is told too.
   */
  readonly noticeDays?: Policy["noticeDays"];
  /** Level by rule id; `none` hides the rule. */
  readonly levels?: Policy["levels"];
  /** A severity file, for rules that `levels` does not name. */
  readonly severityLevels?: string | undefined;
  /**
   * For people: tell each cause once, with the operations that it reaches, and look up lines only where somebody may have
   * to act. Default: once for each place of each operation, with all lines.
   */
  readonly fold?: boolean;
  /** Ask openapi-diff too, if it is installed, and tell where it differs. It changes no count. */
  readonly secondOpinion?: boolean | undefined;
}

/** Reads the configuration at a path, or the nearest one from the working directory upwards. @throws UsageError */
export async function loadConfig(path?: string, { runtime }: World = {}): Promise<Config> {
  const { loadConfig } = await import("./config/index.ts");
  return loadConfig(await world(runtime), path);
}

/** The main job: what differs from the pins, in what vendors publish and in how they answer. */
export async function check(config: Config, { runtime, ...options }: CheckOptions = {}): Promise<CheckReport> {
  const { check } = await import("./check/index.ts");
  return check(config, { ...options, runtime: await world(runtime) });
}

/** The same, with what pull requests would hold, where the configuration wants any: for `publish`. */
export async function checkAndPropose(config: Config, { runtime, ...options }: CheckOptions = {}): Promise<Checked> {
  const { checkAndPropose } = await import("./check/index.ts");
  return checkAndPropose(config, { ...options, runtime: await world(runtime) });
}

/** Splits the contracts of a configuration over several machines. */
export async function plan(config: Config, by: By, { runtime }: World = {}): Promise<FleetPlan> {
  const { planFleet } = await import("./check/fleet/plan.ts");
  return planFleet(config, by, await world(runtime));
}

/** Checks one shard, and concludes nothing: `merge` does, when it has the results of all. */
export async function checkShard(config: Config, { runtime, ...options }: ShardOptions): Promise<ShardResult> {
  const { checkShard } = await import("./check/fleet/shard.ts");
  return checkShard(config, { ...options, runtime: await world(runtime) });
}

/** Joins results of shards, files or folders of them: the report is the one that `check` makes of all contracts. */
export async function merge(
  config: Config,
  results: readonly string[],
  { runtime, ...options }: MergeOptions = {},
): Promise<Merged> {
  const { merge } = await import("./check/fleet/merge.ts");
  return merge(config, { ...options, results, runtime: await world(runtime) });
}

/** Takes what vendors publish and answer now as the new normal, and writes it to `specs/`. */
export async function pin(config: Config, { runtime, vendors }: Selection = {}): Promise<readonly PinResult[]> {
  const { pin } = await import("./check/pin.ts");
  return pin(config, { runtime: await world(runtime), ...(vendors && { vendors }) });
}

/** Takes findings as the new normal, by their fingerprints, and writes that into the pins. The contracts stay as they are. */
export async function accept(
  config: Config,
  fingerprints: readonly string[],
  { runtime, vendors, ...how }: AcceptOptions,
): Promise<readonly AcceptResult[]> {
  const { accept } = await import("./check/accept.ts");
  return accept(config, fingerprints, { runtime: await world(runtime), ...(vendors && { vendors }), ...how });
}

/** What the team's code uses of the pinned contracts, and where. */
export async function impact(config: Config, { runtime, vendors }: Selection = {}): Promise<ImpactReport> {
  const { impactOf } = await import("./check/impact.ts");
  return impactOf(config, { runtime: await world(runtime), ...(vendors && { vendors }) });
}

/** Patches for the team's code where tonight's drift breaks it, each with how far it was verified. */
export async function suggestions(
  config: Config,
  { runtime, vendors, ...how }: Selection & Pick<SuggestOptions, "verifiedOnly" | "compat"> = {},
): Promise<Suggestions> {
  const { suggestions } = await import("./check/suggest.ts");
  return suggestions(config, { runtime: await world(runtime), ...(vendors && { vendors }), ...how });
}

/** How vendors answer now, held against their pins: the live half of a check. */
export async function sample(config: Config, { runtime, vendors }: Selection = {}): Promise<SampleReport> {
  const { sampleVendors } = await import("./check/sample.ts");
  return sampleVendors(config, { runtime: await world(runtime), ...(vendors && { vendors }) });
}

/** How recorded answers fit a contract from any source, offline: HTTP Archives and Postman collections, by path or glob. */
export async function sampleRecordings(
  contract: string,
  recordings: readonly string[],
  { runtime }: World = {},
): Promise<RecordingReport> {
  const { sampleRecordings } = await import("./check/recorded.ts");
  return sampleRecordings(contract, recordings, { runtime: await world(runtime) });
}

/** Why requests fail, and what answers come from that no longer fit their pins: the seven steps, with their evidence. */
export async function triage(
  config: Config,
  { runtime, vendors, operation }: TriageOptions = {},
): Promise<TriageReport> {
  const { triageVendors } = await import("./check/triage.ts");
  return triageVendors(config, { runtime: await world(runtime), operation, ...(vendors && { vendors }) });
}

/** The same for one exchange of a recording, offline: held against a description from any source, or against the pins. */
export async function triageRecording(
  against: string | Config,
  exchange: RecordedExchange,
  { runtime }: World = {},
): Promise<TriageReport> {
  const { triageRecording } = await import("./check/triage/recorded.ts");
  return triageRecording(against, { ...exchange, runtime: await world(runtime) });
}

/** What changed between two descriptions, each from any source: exactly what `driftpin diff --format json` prints. */
export async function diff(
  base: string,
  revision: string,
  { runtime, ...options }: DiffOptions = {},
): Promise<DiffReport> {
  const { diff } = await import("./check/diff.ts");
  return diff(base, revision, { ...options, runtime: await world(runtime) });
}

/**
 * What merging the working tree's own change of pins and configuration takes as normal, offline.
 * @throws UsageError where there is no such commit
 */
export async function review(config: Config, { runtime: given, base }: ReviewOptions = {}): Promise<ReviewReport> {
  const [{ review }, { gitBase }, { repositoryRoot }] = await Promise.all([
    import("./check/review.ts"),
    import("./check/review/git-base.ts"),
    import("./config/repository.ts"),
  ]);
  const runtime = await world(given);
  const root = await repositoryRoot(config.folder, runtime);
  return review(config, await gitBase(root, base, runtime), runtime);
}

/** Makes GitHub say what a report says: one issue for each contract. */
export async function publish(
  report: CheckReport,
  options: PublishOptions,
  { runtime }: World = {},
): Promise<Publication> {
  const { publish } = await import("./publish/index.ts");
  return publish(report, options, await world(runtime));
}

/**
 * What a rule or a cause means: one explanation, or two where descriptions and answers can show the same.
 * @throws UsageError with the nearest names, for a name that no report has
 */
export async function explain(name: string): Promise<readonly Explanation[]> {
  const { explain } = await import("./report/explanation.ts");
  return explain(name);
}

/** Everything that a report can name: rules of descriptions, rules of answers, causes. */
export async function explanations(): Promise<readonly Explanation[]> {
  const { explanations } = await import("./report/explanation.ts");
  return explanations();
}

async function world(given: Runtime | undefined): Promise<Runtime> {
  if (given) return given;
  const { nodeRuntime } = await import("./runtime/node.ts");
  return nodeRuntime();
}
