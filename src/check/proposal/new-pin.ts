import type { Policy, Vendor } from "../../config/schema.ts";
import type { Acceptance, Baseline, Description, Pinned } from "../../contract/contract.ts";
import { filesOf, hasTypes, type PinFile, type Unsealed } from "../../contract/store.ts";
import { typesOf } from "../../contract/types.ts";
import { compare } from "../../diff/index.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Fetched } from "../../source/source.ts";
import { today } from "../today.ts";

/** What is to be the new normal. */
export interface Taken {
  /** Cut and normalised. */
  readonly contract: Description;
  readonly fetched: Pick<Fetched, "reference" | "version" | "sha256">;
  /** What the contract was cut by. */
  readonly include: readonly string[];
  readonly baseline: Baseline;
}

/** The files of a pin. */
export interface Files {
  readonly files: readonly PinFile[];
  /** Why there is no `types.ts` among them, where one is wanted. The rest of the pin is as good without. */
  readonly untyped?: string;
}

/**
 * The pin that takes something as the new normal: what `driftpin pin` writes, and what a pull request proposes.
 * @param earlier the pin until now, whose acceptances are kept but for those that the new pin makes superfluous
 */
export function newPin(
  { contract, fetched, include, baseline }: Taken,
  earlier: Pinned | undefined,
  policy: Pick<Policy, "perspective" | "noticeDays">,
  runtime: Runtime,
): Unsealed {
  const { reference: source, version, sha256 } = fetched;
  const accepted = earlier ? stillAccepted(earlier, contract, baseline, policy, runtime) : [];
  const isOneText = contract.texts.length === 1;
  return { contract, pin: { source, version, sha256, include, accepted, isOneText }, baseline };
}

/** The files of a new pin, with the types of its contract where the team wants them, or has them already. */
export async function pinFiles(
  pinned: Unsealed,
  { name, types }: Pick<Vendor, "name" | "types">,
  folder: string,
  runtime: Runtime,
): Promise<Files> {
  if (!types && !(await hasTypes(folder, name, runtime))) return { files: filesOf(pinned) };
  const made = await typesOf(pinned.contract, name);
  return made.kind === "made" ? { files: filesOf(pinned, made.text) } : { files: filesOf(pinned), untyped: made.why };
}

/** What the team accepted, but for the changes and deviations that the new pin itself takes as normal. */
function stillAccepted(
  { contract: earlier, pin }: Pinned,
  contract: Description,
  { deviations }: Baseline,
  { perspective, noticeDays }: Pick<Policy, "perspective" | "noticeDays">,
  runtime: Runtime,
): readonly Acceptance[] {
  if (pin.accepted.length === 0) return [];
  const { changes } = compare(earlier, contract, { perspective, noticeDays, today: today(runtime) });
  const taken = new Set([...changes, ...deviations].map(({ fingerprint }) => fingerprint));
  return pin.accepted.filter(({ fingerprint }) => !taken.has(fingerprint));
}
