import type { Vendor } from "../../config/schema.ts";
import type { Pinned } from "../../contract/contract.ts";
import { readPinned } from "../../contract/store.ts";
import type { Runtime } from "../../runtime/index.ts";
import { all } from "../all.ts";
import { bounded } from "../bounded.ts";
import { propose } from "../proposal/index.ts";
import { proposedPin } from "../proposal/pin.ts";
import { type CheckedContract, type Checking, checkContract } from "./contract.ts";
import type { Look } from "./look.ts";
import { agreed, canChangeItsMind, saysDrift, secondLookMs } from "./second-look.ts";
import { askedAgain, isAskedOnce } from "./sent-once.ts";
import { type Verifier, type Verifying, verifier } from "./verified.ts";

/** How contracts are looked at. */
export interface Looking extends Checking, Verifying {
  readonly runtime: Runtime;
  /** Whether what seems to be drift is looked at again. */
  readonly twice: boolean;
  /** Whether what pull requests would hold is made. */
  readonly isProposing: boolean;
}

/**
 * Looks at contracts, a few dozen at a time, each read when its turn comes. Where one may tell something else in a moment,
 * all such are looked at once more after a while. In the order of the vendors.
 */
export async function look(vendors: readonly Vendor[], how: Looking): Promise<CheckedContract[]> {
  const { runtime } = how;
  const looking = { ...how, verified: verifier(how, runtime) };
  const first = all(await bounded(vendors, (vendor) => firstLook(vendor, looking), runtime));
  const doubtful = first.filter((one) => one.kind === "doubtful");
  if (doubtful.length > 0) await wait(runtime);
  const second = all(await bounded(doubtful, (one) => secondLook(one, looking), runtime));
  const final = new Map(second.map((checked) => [checked.report.vendor, checked]));
  return first.flatMap((one) => (one.kind === "final" ? one.checked : (final.get(one.vendor.name) ?? [])));
}

/** How all contracts of one run are looked at. */
interface Together extends Looking {
  readonly verified: Verifier;
}

/** What one look came to; or what a second one has to confirm. */
type First =
  | { readonly kind: "final"; readonly checked: CheckedContract }
  | { readonly kind: "doubtful"; readonly vendor: Vendor; readonly seen: Look };

async function firstLook(vendor: Vendor, looking: Together): Promise<First> {
  const pinned = await readPinned(looking.folder, vendor.name, looking.runtime);
  const seen = await lookOnce(vendor, pinned, looking);
  return looking.twice && saysDrift(seen.report) && canChangeItsMind(askedAgain(vendor))
    ? { kind: "doubtful", vendor, seen }
    : { kind: "final", checked: await concluded(seen, vendor, pinned, looking) };
}

async function secondLook(
  { vendor, seen }: Extract<First, { kind: "doubtful" }>,
  looking: Together,
): Promise<CheckedContract> {
  const pinned = await readPinned(looking.folder, vendor.name, looking.runtime);
  const again = await lookOnce(askedAgain(vendor), pinned, looking);
  return concluded(agreed(seen, again, isAskedOnce(vendor)), vendor, pinned, looking);
}

/** Without the documents that only a new pin needs, where none is made: they would outlive the look. */
async function lookOnce(vendor: Vendor, pinned: Pinned, looking: Looking): Promise<Look> {
  const { candidate, ...seen } = await checkContract(vendor, pinned, looking, looking.runtime);
  const isPinning = looking.isProposing || looking.verify !== undefined;
  return { ...seen, ...(candidate && isPinning && { candidate }) };
}

async function concluded(
  { candidate, ...checked }: Look,
  vendor: Vendor,
  pinned: Pinned,
  looking: Together,
): Promise<CheckedContract> {
  const { folder, isProposing, runtime, verified } = looking;
  const found = candidate && { candidate, report: checked.report };
  const pin = found && (await proposedPin(found, vendor, pinned, looking, runtime));
  const report = await verified(checked.report, pin?.files ?? []);
  const proposal = isProposing && found && pin && (await propose({ ...found, report }, pin, pinned, folder, runtime));
  return { ...checked, report, ...(proposal && { proposal }) };
}

async function wait({ clock, progress, signal }: Runtime): Promise<void> {
  const task = progress.start(`looking again in ${secondLookMs / 1000} s, before anything is called drift`);
  await clock.sleep(secondLookMs, signal).finally(() => task.end());
}
