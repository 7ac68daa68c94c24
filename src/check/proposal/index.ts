import { createHash } from "node:crypto";
import { wayFromRoot } from "../../config/repository.ts";
import type { Config, Vendor } from "../../config/schema.ts";
import type { Pinned } from "../../contract/contract.ts";
import { fileOf } from "../../contract/store.ts";
import { compare } from "../../diff/index.ts";
import { canonical, type Json } from "../../json.ts";
import type { Proposal, ProposedCommit } from "../../publish/proposal.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { adaptation, verifiedPatches } from "./adaptation.ts";
import type { Candidate } from "./candidate.ts";
import { newPin, pinFiles } from "./new-pin.ts";
import { pinMessage } from "./pin-message.ts";
import { proposedBaseline } from "./proposed-baseline.ts";

/** What was found of one contract, and what could become its new pin. */
export interface Found {
  readonly report: ContractReport;
  readonly candidate: Candidate;
}

/**
 * What a pull request would hold that takes tonight's drift as the new normal; undefined where merging it would accept
 * nothing. After merging, the same vendor shows no drift but what could not be checked tonight.
 */
export async function propose(
  { report, candidate }: Found,
  vendor: Vendor,
  pinned: Pinned,
  { folder, policy }: Pick<Config, "folder" | "policy">,
  runtime: Runtime,
): Promise<Proposal | undefined> {
  const { baseline, isLeft } = proposedBaseline(candidate, pinned.baseline, report.unknown);
  const isTaken = ({ operation, fingerprint }: Finding) =>
    candidate.changes.has(fingerprint) || operation === undefined || !isLeft(operation);
  const taken = report.findings.filter(isTaken);
  if (taken.every(({ accepted }) => accepted !== undefined)) return undefined;
  const { contract, fetched } = candidate;
  const unsealed = newPin({ contract, fetched, include: pinned.pin.include, baseline }, pinned, policy, runtime);
  const { files, untyped } = await pinFiles(unsealed, vendor, folder, runtime);
  const way = await wayFromRoot(folder, runtime);
  const pin: ProposedCommit = {
    ...pinMessage(report, { taken, untyped }),
    files: files.map(({ name, text }) => ({ path: [way, fileOf(vendor.name, name)].filter(Boolean).join("/"), text })),
  };
  const patches = verifiedPatches(report);
  const adapted = await adaptation(report, patches, folder, runtime);
  const changed = contractId(pinned, candidate);
  return {
    vendor: vendor.name,
    identity: hash([
      changed,
      ...taken.map(({ fingerprint, verdict }) => `${fingerprint} ${verdict}`).sort(),
      ...patches.flatMap(({ edits = [] }) => edits.map(({ file, text }) => `${file} ${text}`)).sort(),
    ]),
    contract: changed,
    commits: [pin, ...(adapted ? [adapted] : [])],
  };
}

/**
 * What tells one published contract from another: all that it changes, whatever the team thinks of it. How a description
 * is written makes no difference, nor does its version, and no day is near enough to an announced end to make one.
 */
function contractId({ contract }: Pinned, candidate: Candidate): string {
  const { changes, unknown } = compare(contract, candidate.contract, { perspective: "consumer", today: "0001-01-01" });
  return hash([
    ...changes.map(({ fingerprint }) => fingerprint).sort(),
    ...unknown.map(({ side, pointer }) => `${side} ${pointer}`).sort(),
  ]);
}

function hash(parts: readonly Json[]): string {
  return createHash("sha256").update(canonical(parts)).digest("hex").slice(0, 16);
}
