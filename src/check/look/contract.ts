import { withAnnouncement } from "../../announce/fits.ts";
import { hear } from "../../announce/index.ts";
import type { Config, Policy, Vendor } from "../../config/schema.ts";
import type { Operation, Pinned } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import { pinId } from "../../contract/pin-id.ts";
import { compareWithWitnesses, type WitnessOptions } from "../../diff/index.ts";
import { drift } from "../../drift/index.ts";
import { reach } from "../../impact/index.ts";
import { decide } from "../../policy/index.ts";
import type { Proposal } from "../../publish/proposal.ts";
import type { ContractReport } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { contextOf } from "../describe.ts";
import { candidateOf } from "../proposal/candidate.ts";
import { today } from "../today.ts";
import { configuredServer } from "./configured.ts";
import { type Live, live } from "./live.ts";
import { located } from "./located.ts";
import type { Look } from "./look.ts";
import { pinnedAt } from "./pinned-at.ts";
import { type Fetching, published } from "./published.ts";
import { withRecordings } from "./recordings.ts";
import { saysDrift } from "./second-look.ts";
import { successorsOf } from "./successors.ts";
import { unincluded } from "./unincluded.ts";
import { codeSays, withCode } from "./with-code.ts";

/** What checking one contract came to. Plain data: shards write it down, and another process joins it. */
export interface CheckedContract {
  readonly report: ContractReport;
  /** What a pull request would hold; absent where nothing is to be accepted, or none is wanted. */
  readonly proposal?: Proposal;
  /** Milliseconds that it took, waits included: what the next night is planned by. No report tells it. */
  readonly tookMs: number;
}

/** How a contract is checked. */
export interface Checking extends Fetching, Pick<Config, "file" | "policy"> {
  /** Whether compat shims are suggested wherever they can be made, instead of patches for each place. */
  readonly compat?: boolean | undefined;
}

/** Looks at one vendor, and tells a waiting person so. */
export async function checkContract(vendor: Vendor, pinned: Pinned, config: Checking, runtime: Runtime): Promise<Look> {
  const task = runtime.progress.start(`checking ${vendor.name}`);
  const startedMs = runtime.clock.now().getTime();
  try {
    const checked = await chain(vendor, pinned, config, runtime);
    return { ...checked, tookMs: runtime.clock.now().getTime() - startedMs };
  } finally {
    task.end();
  }
}

/** The stages in their order. */
async function chain(
  vendor: Vendor,
  known: Pinned,
  { policy, compat, file, ...fetching }: Checking,
  runtime: Runtime,
): Promise<Omit<Look, "tookMs">> {
  const { contract: pinned, pin, baseline } = known;
  const { folder } = fetching;
  const paper = await published(vendor, known, fetching, runtime);
  const now = paper.kind === "had" ? paper.contract : undefined;
  const isOther = now !== undefined && now !== pinned;
  const compared = isOther
    ? await compareWithWitnesses(pinned, now, how(policy, runtime))
    : { changes: [], unknown: [] };
  const [sent, hearing] = await Promise.all([
    live(vendor, { pinned, published: now, baseline, changes: compared.changes }, runtime),
    hear(vendor, pinned, contextOf(vendor, folder, runtime), () => pinnedAt(folder, vendor.name, runtime)),
  ]);
  const seen = await withRecordings(
    sent,
    vendor,
    { pinned, published: now, since: pinId(pin, baseline) },
    folder,
    runtime,
  );
  const { drifts, unknown } = drift({
    paper: { pinned, published: now },
    changes: compared.changes,
    uncompared: compared.unknown,
    sampling: seen.sampling,
    diagnoses: seen.diagnoses,
    baseline,
  });
  const documents = [pinned.document, ...(isOther ? [now.document] : [])];
  const { samples, specimens } = seen.sampling;
  const successors = await successorsOf(
    { vendor, pinned, paper, drifts, samples, heard: hearing.heard },
    folder,
    runtime,
  );
  const caller = { vendor, pinned, published: now, successors, specimens, folder };
  const code = await reach(drifts, caller, runtime);
  const decided = decide(drifts, policy, { accepted: pin.accepted, documents, code: codeSays(code) });
  const configured = await configuredServer(decided, vendor, { file, folder }, runtime);
  const findings = await withCode(decided, code, { ...caller, compat, configured });
  const told = findings.map((finding) => withAnnouncement(finding, hearing));
  const report: ContractReport = {
    vendor: vendor.name,
    pinned: { source: pin.source, version: pin.version },
    ...(paper.kind === "had" && { published: { source: paper.fetched.reference, version: paper.fetched.version } }),
    owners: vendor.owners,
    findings: await located(told, { base: pinned, revision: now }),
    unknown: [
      ...(paper.kind === "unknown" ? [paper.unknown] : []),
      ...unincluded(vendor, known),
      ...seen.unknown,
      ...unknown,
    ],
    sampled: answered(seen),
    ...(hearing.notes.length > 0 && { notes: hearing.notes }),
  };
  if (paper.kind === "unknown" || !saysDrift(report)) return { report };
  const changes = new Set(compared.changes.map(({ fingerprint }) => fingerprint));
  return { report, candidate: candidateOf({ ...paper, changes }, seen) };
}

/** A pinned contract is cut to what the team uses: every change that breaks gets its witness. */
function how({ perspective, noticeDays }: Policy, runtime: Runtime): WitnessOptions {
  return { perspective, noticeDays, today: today(runtime), witnesses: Number.POSITIVE_INFINITY };
}

/** Operations whose answers could be held against the contract, each once, sorted by name. */
function answered({ sampling, diagnoses }: Live): Operation[] {
  const failed = new Set(diagnoses.filter(({ cause }) => cause !== "vendor-change").map(({ sample }) => sample));
  const names = new Map(
    sampling.samples
      .filter((sample) => sample.exchange.answer.kind === "answer" && !failed.has(sample))
      .map(({ exchange: { operation } }) => [operationName(operation), operation]),
  );
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, operation]) => operation);
}
