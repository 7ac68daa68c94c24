import { createHash } from "node:crypto";
import { wayFromRoot } from "../../config/repository.ts";
import type { Pinned } from "../../contract/contract.ts";
import { compare } from "../../diff/index.ts";
import { canonical, type Json } from "../../json.ts";
import type { Proposal, ProposedCommit } from "../../publish/proposal.ts";
import type { Runtime } from "../../runtime/index.ts";
import { adaptation, verifiedPatches } from "./adaptation.ts";
import type { Candidate } from "./candidate.ts";
import type { Found, ProposedPin } from "./pin.ts";
import { pinMessage } from "./pin-message.ts";

/**
 * What a pull request would hold that takes tonight's drift as the new normal. After merging, the same vendor shows no drift
 * but what could not be checked tonight.
 * @param pin the files that it is to hold beside patches, made from the same report
 */
export async function propose(
  { report, candidate }: Found,
  pin: ProposedPin,
  pinned: Pinned,
  folder: string,
  runtime: Runtime,
): Promise<Proposal> {
  const taken = report.findings.filter(({ fingerprint }) => pin.taken.has(fingerprint));
  const way = await wayFromRoot(folder, runtime);
  const pinning: ProposedCommit = {
    ...pinMessage(report, { taken, untyped: pin.untyped }),
    files: pin.files.map(({ file, text }) => ({ path: [way, file].filter(Boolean).join("/"), text })),
  };
  const patches = verifiedPatches(report);
  const adapted = await adaptation(report, patches, folder, runtime);
  const changed = contractId(pinned, candidate);
  return {
    vendor: report.vendor,
    identity: hash([
      changed,
      ...taken.map(({ fingerprint, verdict }) => `${fingerprint} ${verdict}`).sort(),
      ...patches.flatMap(({ edits = [] }) => edits.map(({ file, text }) => `${file} ${text}`)).sort(),
    ]),
    contract: changed,
    commits: [pinning, ...(adapted ? [adapted] : [])],
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
