import type { Config, Vendor } from "../../config/schema.ts";
import type { Pinned } from "../../contract/contract.ts";
import { fileOf } from "../../contract/store.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { NewText } from "../../suggest/verify-command/team-command.ts";
import type { Candidate } from "./candidate.ts";
import { newPin, pinFiles } from "./new-pin.ts";
import { proposedBaseline } from "./proposed-baseline.ts";

/** What was found of one contract, and what could become its new pin. */
export interface Found {
  readonly report: ContractReport;
  readonly candidate: Candidate;
}

/** The pin that takes tonight's drift as the new normal. */
export interface ProposedPin {
  /** Its files, as they are to be, with paths from the configuration's folder. */
  readonly files: readonly NewText[];
  /** Fingerprints of what is normal then. */
  readonly taken: ReadonlySet<string>;
  /** Why there is no `types.ts` among the files, where one is wanted. */
  readonly untyped?: string | undefined;
}

/** Makes the new pin; undefined where merging it would accept nothing that the team has not accepted already. */
export async function proposedPin(
  { report, candidate }: Found,
  vendor: Vendor,
  pinned: Pinned,
  { folder, policy }: Pick<Config, "folder" | "policy">,
  runtime: Runtime,
): Promise<ProposedPin | undefined> {
  const { contract, fetched, changes } = candidate;
  const { baseline, isLeft } = proposedBaseline(candidate, pinned.baseline, report.unknown);
  const isTaken = ({ operation, fingerprint }: Finding) =>
    changes.has(fingerprint) || operation === undefined || !isLeft(operation);
  const taken = report.findings.filter(isTaken);
  if (taken.every(({ accepted }) => accepted !== undefined)) return undefined;
  const unsealed = newPin({ contract, fetched, include: pinned.pin.include, baseline }, pinned, policy, runtime);
  const { files, untyped } = await pinFiles(unsealed, vendor, folder, runtime);
  return {
    files: files.map(({ name, text }) => ({ file: fileOf(vendor.name, name), text })),
    taken: new Set(taken.map(({ fingerprint }) => fingerprint)),
    untyped,
  };
}
