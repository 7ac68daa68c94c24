import { join } from "node:path";
import type { Policy, Vendor } from "../../config/schema.ts";
import type { Pin, Pinned } from "../../contract/contract.ts";
import { operationName, operations } from "../../contract/operations.ts";
import { fileOf, readPinned } from "../../contract/store.ts";
import type { Change, Uncompared } from "../../diff/change.ts";
import { compareWithWitnesses } from "../../diff/index.ts";
import { place, UsageError } from "../../errors.ts";
import { reach } from "../../impact/index.ts";
import { decide } from "../../policy/index.ts";
import type { Finding } from "../../report/report.ts";
import type { PinnedVersion, ReviewedContract, Untold } from "../../report/reviewed.ts";
import type { Runtime } from "../../runtime/index.ts";
import { located } from "../look/located.ts";
import { codeSays, withCode } from "../look/with-code.ts";
import { today } from "../today.ts";

/** Two states of a repository. */
export interface Compared {
  /** Absolute folder of the configuration. */
  readonly folder: string;
  /** What weighs the changes. */
  readonly policy: Policy;
  /** Reads the files of the base. */
  readonly base: Runtime;
  /** Reads those of the working tree. */
  readonly runtime: Runtime;
}

/** What is said of one pin. */
type ReviewedPin = Omit<ReviewedContract, "vendor" | "settings">;

/** What becomes of a vendor's pin: a pin that cannot be read is told, and ends nothing. */
export async function reviewPin(name: string, vendor: Vendor | undefined, compared: Compared): Promise<ReviewedPin> {
  const { folder, base, runtime } = compared;
  const now = await read(name, folder, runtime);
  if (now.kind === "broken") return { ...nothing, unknown: [now.why] };
  if (now.kind === "had" && (await isUntouched(name, compared))) return nothing;
  const was = await read(name, folder, base);
  if (was.kind === "broken") return { ...nothing, unknown: [atTheBase(was.why)] };
  if (was.kind === "had" && now.kind === "had") return rePinned(was.pinned, now.pinned, vendor, compared);
  if (was.kind === "had") return { ...nothing, pin: { kind: "removed", was: versionOf(was.pinned.pin) } };
  if (now.kind === "none") return { ...nothing, pin: { kind: "none" } };
  const { pin, contract, baseline } = now.pinned;
  return {
    ...nothing,
    pin: { kind: "new", now: versionOf(pin), operations: operations(contract.document).length },
    deviations: baseline.deviations.map(({ text }) => text),
    accepted: pin.accepted,
  };
}

const nothing: ReviewedPin = {
  pin: { kind: "same" },
  findings: [],
  deviations: [],
  accepted: [],
  noLongerAccepted: [],
  unknown: [],
};

type Read =
  | { readonly kind: "had"; readonly pinned: Pinned }
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly why: Untold };

async function read(name: string, folder: string, runtime: Runtime): Promise<Read> {
  try {
    return { kind: "had", pinned: await readPinned(folder, name, runtime) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    if (error.code === "DP3201") return { kind: "none" };
    const { what, where, todo = `run "driftpin pin ${name}"` } = error;
    return { kind: "broken", why: { text: where ? `${place(where)}: ${what}` : what, todo } };
  }
}

function atTheBase({ text }: Untold): Untold {
  return {
    text: `at the base, ${text}`,
    todo: "Look at the whole contract: nothing can be said of what changed in it.",
  };
}

/** A contract that fits its seal is the same where the seal is: it need not be read. */
async function isUntouched(name: string, { folder, base, runtime }: Compared): Promise<boolean> {
  for (const file of ["pin.json", "baseline.json"] as const) {
    const path = join(folder, fileOf(name, file));
    if (!(await base.files.exists(path))) return false;
    const [was, now] = [await base.files.read(path), await runtime.files.read(path)].map(unixLines);
    if (was !== now) return false;
  }
  return true;
}

function unixLines(bytes: Buffer): string {
  return bytes.toString().replaceAll("\r\n", "\n");
}

async function rePinned(
  was: Pinned,
  now: Pinned,
  vendor: Vendor | undefined,
  { folder, policy, runtime }: Compared,
): Promise<ReviewedPin> {
  const { perspective, noticeDays } = policy;
  const { changes, unknown } = await compareWithWitnesses(was.contract, now.contract, {
    perspective,
    noticeDays,
    today: today(runtime),
    witnesses: Number.POSITIVE_INFINITY,
  });
  const known = new Set(was.baseline.deviations.map(({ fingerprint }) => fingerprint));
  const taken = new Set([...changes, ...now.baseline.deviations].map(({ fingerprint }) => fingerprint));
  const isSame = now.pin.contractSha256 === was.pin.contractSha256 && now.pin.version === was.pin.version;
  return {
    pin: isSame ? { kind: "same" } : { kind: "re-pinned", was: versionOf(was.pin), now: versionOf(now.pin) },
    findings: await findingsOf(changes, { was, now, vendor, policy, folder }, runtime),
    deviations: now.baseline.deviations.flatMap(({ fingerprint, text }) => (known.has(fingerprint) ? [] : [text])),
    accepted: without(now.pin.accepted, was.pin.accepted),
    noLongerAccepted: without(was.pin.accepted, now.pin.accepted).filter(({ fingerprint }) => !taken.has(fingerprint)),
    unknown: unknown.map(untold),
  };
}

interface Pair {
  readonly was: Pinned;
  readonly now: Pinned;
  readonly vendor: Vendor | undefined;
  readonly policy: Policy;
  readonly folder: string;
}

/** The changes on paper, in the words of a check: which of them are live, nobody has asked. */
async function findingsOf(
  changes: readonly Change[],
  { was, now, vendor, policy, folder }: Pair,
  runtime: Runtime,
): Promise<readonly Finding[]> {
  const drifts = changes.map((change) => ({ ...change, verdict: "published" as const, evidence: [] }));
  const documents = [was.contract.document, now.contract.document];
  const known = { accepted: was.pin.accepted, documents };
  const caller = vendor && { vendor, pinned: was.contract, published: now.contract, folder };
  const code = caller && (await reach(drifts, caller, runtime));
  const decided = decide(drifts, policy, { ...known, ...(code && { code: codeSays(code) }) });
  const findings =
    caller && code
      ? await withCode(decided, code, caller)
      : decided.map((found) => ({ ...found, impact: [], suggestions: [] }));
  return located(findings, { base: was.contract, revision: now.contract });
}

function without(some: Pin["accepted"], others: Pin["accepted"]): Pin["accepted"] {
  const known = new Set(others.map(({ fingerprint }) => fingerprint));
  return some.filter(({ fingerprint }) => !known.has(fingerprint));
}

function untold({ operation, text }: Uncompared): Untold {
  const subject = operation ? operationName(operation) : "the whole contract";
  return { text: `${subject} could not be compared: ${text}`, todo: "Compare it by eye." };
}

function versionOf({ source, version }: Pin): PinnedVersion {
  return { source, version };
}
