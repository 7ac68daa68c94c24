import { anonymous, operationName } from "../../contract/operations.ts";
import { aboutOf, type Contracts } from "../../impact/about.ts";
import type { Reach } from "../../impact/index.ts";
import { isBelow } from "../../impact/reached.ts";
import type { Subject } from "../../impact/use.ts";
import { join, tokens } from "../../json.ts";
import type { Draft } from "../draft.ts";
import { distinct, isConflict } from "../edits.ts";
import { isHandedOn } from "../handed-on.ts";
import type { Found, Proposed } from "../kind.ts";
import type { Suggestion } from "../suggestion.ts";
import { isSound } from "../verify.ts";
import { fileOf, patchOf } from "./patch.ts";
import { type Plan, planned } from "./plan.ts";

/** What shims do for drift, in the place of patches that change each place that it reaches. */
export interface Shimmed {
  readonly drafts: readonly Draft[];
  /** Fingerprints of the drift that other patches are not to be made for. */
  readonly replaced: ReadonlySet<string>;
  /** By fingerprint: what is to be said of drift that a shim of another suggestion, or of the code's own, deals with. */
  readonly covered: ReadonlyMap<string, Suggestion>;
}

/** Which shims are wanted. */
export interface Wanted {
  readonly vendor: string;
  /** Whether wherever one can be made; else where patches leave something of an answer broken that it mends. */
  readonly isEverywhere: boolean;
  /** Whether patches mend all that a drift breaks. */
  readonly isMended: (found: Found) => boolean;
}

/**
 * Compat shims: functions that give new answers their old shape, where these come into the code. Those of one vendor and
 * folder are one suggestion, for the first drift that they deal with: they are in one file.
 */
export async function shims(
  found: readonly Found[],
  reach: Reach,
  contracts: Contracts,
  wanted: Wanted,
): Promise<Shimmed> {
  const treated: Treated[] = [];
  for (const group of byOperation(found.filter(isOfAnswer))) {
    const plan = await planFor(group, reach, contracts, wanted);
    if (plan) treated.push({ group, plan });
  }
  const files = [...new Set(treated.map(({ plan }) => plan.file))];
  const told = files.map((file) => inOneFile(treated.filter(({ plan }) => plan.file === file)));
  return {
    drafts: told.flatMap(({ drafts }) => drafts),
    replaced: new Set(treated.flatMap(({ group }) => group.map(({ drift }) => drift.fingerprint))),
    covered: new Map(told.flatMap(({ covered }) => covered)),
  };
}

/** Drift of an operation's answer, and the shim that deals with it. */
interface Treated {
  readonly group: readonly Found[];
  readonly plan: Plan;
}

/** A drift on paper of the body of a success: what only live answers show, no contract describes. */
function isOfAnswer({ drift, contracts }: Found): boolean {
  const [, , , part, status = ""] = tokens(drift.pointer);
  const isBody = part === "responses" && /^2/.test(status) && aboutOf(drift, contracts).kind === "response";
  return isBody && drift.verdict !== "silent";
}

function byOperation(found: readonly Found[]): readonly Found[][] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const name = one.drift.operation ? anonymous(operationName(one.drift.operation)) : "";
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()];
}

async function planFor(
  group: readonly Found[],
  reach: Reach,
  contracts: Contracts,
  { vendor, isEverywhere, isMended }: Wanted,
): Promise<Plan | undefined> {
  const [first] = group;
  const broken = group.filter((found) => found.drift.level === "breaking" && isReached(found));
  const operation = first?.drift.operation;
  if (!first || !operation || broken.length === 0) return undefined;
  const plan = await planned({ operation, vendor, uses: first.ofOperation, bodies: first.bodies }, contracts);
  if (!plan || plan.places.length === 0) return plan;
  const isMendedAll = !broken.some((one) => isBroken(one) && !isMended(one)) && !isNested(plan, first);
  const isWanted = isEverywhere || (!isMendedAll && !isMissed(plan, first));
  const { edits } = patchOf([plan]);
  return isWanted && !isConflict(edits) && isSound(edits, reach) ? plan : undefined;
}

function isReached(found: Found): boolean {
  return found.uses.length > 0 || isHandedOn(found);
}

/** Where nobody sees all of it, or the compiler says so. Code that was adapted already has no patches, either. */
function isBroken(found: Found): boolean {
  return isHandedOn(found) || found.uses.some(({ certainty }) => certainty === "compiled");
}

/** Whether what the code uses also changed inside of an envelope, of which no drift tells. */
function isNested({ shim: { takenOut, putInto = "", steps } }: Plan, { ofOperation }: Found): boolean {
  const place = putInto === "" ? "" : join("", putInto);
  const changed = takenOut === undefined && place === "" ? [] : steps.map(({ pointer }) => place + pointer);
  return ofOperation.some(({ subject }) => changed.some((pointer) => reaches(subject, pointer)));
}

/** Whether the code uses something that the shim cannot restore. */
function isMissed({ shim }: Plan, { ofOperation }: Found): boolean {
  const lost = shim.lost.filter(({ isBreaking }) => isBreaking);
  return ofOperation.some(({ subject }) => lost.some(({ pointer }) => reaches(subject, pointer)));
}

function reaches(subject: Subject, place: string): boolean {
  if (subject.kind === "handed-on") return subject.pointer === place || isBelow(place, subject.pointer);
  return subject.kind === "response" && (subject.pointer === place || isBelow(subject.pointer, place));
}

function inOneFile(
  treated: readonly Treated[],
): Pick<Shimmed, "drafts"> & { readonly covered: [string, Suggestion][] } {
  const [first, ...others] = treated.filter(({ plan }) => plan.places.length > 0);
  const proposed: Proposed | undefined = first && patchOf([first.plan, ...others.map(({ plan }) => plan)]);
  const fingerprint = first?.group.find(isReached)?.drift.fingerprint;
  const drafts =
    proposed && fingerprint !== undefined
      ? [{ ...proposed, edits: distinct(proposed.edits), kind: "compat", fingerprint }]
      : [];
  const covered = treated.flatMap(({ group, plan }) =>
    group
      .filter((found) => isReached(found) && found.drift.fingerprint !== fingerprint)
      .flatMap((found) =>
        isLost(found, plan) ? [] : [[found.drift.fingerprint, coveredBy(plan)] as [string, Suggestion]],
      ),
  );
  return { drafts, covered };
}

/** What a shim cannot restore is to be looked at. */
function isLost({ drift, contracts }: Found, { shim }: Plan): boolean {
  const about = aboutOf(drift, contracts);
  return "pointer" in about && shim.lost.some(({ pointer }) => pointer === about.pointer);
}

function coveredBy(plan: Plan): Suggestion {
  const where = `${plan.names.function} in ${fileOf(plan)}`;
  return { kind: "compat", applicability: "advice", text: saying() };

  function saying(): string {
    if (plan.places.length > 0) return `Covered by ${where}, which is suggested beside.`;
    if (plan.isOwn) return `${where} restores it already.`;
    return `See whether ${where}, which the answer goes through, restores it.`;
  }
}
