import type { Drift } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import type { Contracts } from "../impact/about.ts";
import { placesOf } from "../impact/code-place.ts";
import { firstOf } from "../impact/flow/first-of.ts";
import { generatedFilesIn } from "../impact/generated-files.ts";
import type { Reach } from "../impact/index.ts";
import { isGenerated } from "../impact/project/generated.ts";
import type { Project } from "../impact/project/index.ts";
import type { Use } from "../impact/use.ts";
import type { Decided } from "../policy/index.ts";
import { advice } from "./advice.ts";
import { isAwaited, untilLive } from "./announced.ts";
import { unifiedDiff } from "./diff.ts";
import { confirmed, type Draft } from "./draft.ts";
import { distinct, isConflict } from "./edits.ts";
import { isEitherRead } from "./either.ts";
import { isHandedOn } from "./handed-on.ts";
import type { Found, Kind } from "./kind.ts";
import { absent } from "./kinds/absent.ts";
import { auth } from "./kinds/auth.ts";
import { enumRenamed } from "./kinds/enum-renamed.ts";
import { enumValue } from "./kinds/enum-value.ts";
import { list } from "./kinds/list.ts";
import { moved } from "./kinds/moved.ts";
import { paged } from "./kinds/paged.ts";
import { reference } from "./kinds/reference.ts";
import { rename } from "./kinds/rename.ts";
import { replaced } from "./kinds/replaced.ts";
import { required } from "./kinds/required.ts";
import { server } from "./kinds/server.ts";
import { status } from "./kinds/status.ts";
import { time } from "./kinds/time.ts";
import { typeChanged } from "./kinds/type-changed.ts";
import { unwrapped } from "./kinds/unwrapped.ts";
import { wrapped } from "./kinds/wrapped.ts";
import type { Configured } from "./server/configured.ts";
import { type Shimmed, shims, type Wanted } from "./shim/index.ts";
import { textAt } from "./shim/plan.ts";
import type { Edit, Suggestion } from "./suggestion.ts";

/** Kinds of patches, in the order in which they are offered. */
export const kinds: readonly Kind[] = [
  absent,
  required,
  server,
  rename,
  moved,
  typeChanged,
  time,
  reference,
  list,
  enumRenamed,
  enumValue,
  status,
  auth,
  replaced,
  wrapped,
  unwrapped,
  paged,
];

/** What suggestions depend on, beside the code and the contracts. */
export interface Suggesting {
  /** Its name. */
  readonly vendor: string;
  /** Whether compat shims are wanted wherever they can be made, instead of patches for each place. */
  readonly compat?: boolean | undefined;
  /** The configuration, where it names servers of the vendor. */
  readonly configured?: Configured | undefined;
}

/**
 * What the team can do about each drift, by fingerprint, in the places that it reaches: patches, each with how far it
 * was verified; else the places. All that are verified go together: they were verified as one.
 */
export async function suggest(
  drifts: readonly Decided[],
  reach: Reach,
  contracts: Contracts,
  { vendor, compat = false, configured }: Suggesting,
): Promise<ReadonlyMap<string, readonly Suggestion[]>> {
  const { uses, reached } = reach;
  const projects = [...new Set([...uses, ...[...reached.values()].flat()].map(({ project }) => project))];
  const written = writtenIn(reach, projects);
  const found: readonly Found[] = drifts.flatMap((drift) => {
    const one = foundOf(drift, written, contracts);
    return one ? [{ ...one, configured, beside: () => found }] : [];
  });
  const { drafts, sound, covered } = await chosen(found, reach, contracts, { vendor, isEverywhere: compat });
  const known = new Map(found.map((one) => [one.drift.fingerprint, one]));
  const textOf = textIn(projects, configured);
  const generated = generatedFilesIn(contracts.pinned);
  return new Map(
    drifts.map((drift) => {
      const { fingerprint } = drift;
      const patches = drafts
        .filter((draft) => draft.fingerprint === fingerprint)
        .map((draft) => suggestionOf(draft, sound.has(draft), textOf));
      const dealtWith = covered.get(fingerprint);
      if (dealtWith) return [fingerprint, [dealtWith]];
      if (patches.length > 0) return [fingerprint, patches];
      const own = reached.get(fingerprint) ?? [];
      const reaching = { places: placesOf(own), generated: generated(own) };
      const better = known.get(fingerprint);
      return [fingerprint, advice(drift, reaching, better && knownBetter(better))];
    }),
  );
}

/** Patches, and what is known of them. */
interface Chosen extends Pick<Shimmed, "covered"> {
  readonly drafts: readonly Draft[];
  /** Those that the compiler confirms. */
  readonly sound: ReadonlySet<Draft>;
}

/** Patches for each place, and shims in their stead where those are wanted or leave something broken. */
async function chosen(
  found: readonly Found[],
  reach: Reach,
  contracts: Contracts,
  wanted: Omit<Wanted, "isMended">,
): Promise<Chosen> {
  const simple = found.flatMap(draftsOf);
  const sound = confirmed(simple, reach);
  const awaited = found.filter(({ drift }) => isAwaited(drift));
  const isEarly = ({ isRightToday, fingerprint }: Draft) =>
    isRightToday === true && awaited.some(({ drift }) => drift.fingerprint === fingerprint);
  // A shim would break what is live today: whatever does not goes before it.
  const mending = simple.filter((draft) => draft.atMost === "placeholder" || sound.has(draft) || isEarly(draft));
  const isMended = (one: Found) => isMendedBy(mending, one) || isEitherRead(one);
  const { drafts, replaced, covered } = await shims(openFirst(found), reach, contracts, { ...wanted, isMended });
  if (replaced.size === 0) return { drafts: simple, sound, covered };
  const early = awaited.find(({ drift }) => replaced.has(drift.fingerprint));
  const shimDrafts = early ? drafts.map((draft) => untilLive(draft, early)) : drafts;
  const all = [...simple.filter(({ fingerprint }) => !replaced.has(fingerprint)), ...shimDrafts];
  return { drafts: all, sound: confirmed(all, reach), covered };
}

/** A shim for many drifts is told for the first one that the code meets; what is accepted is told to nobody. */
function openFirst(found: readonly Found[]): readonly Found[] {
  if (!found.some(({ drift }) => drift.accepted)) return found;
  const isOpen = (one: Found) => !one.drift.accepted && (one.uses.length > 0 || isHandedOn(one));
  return [...found.filter(isOpen), ...found.filter((one) => !isOpen(one))];
}

/** What goes out of sight is only mended by what is done where answers come in. */
function isMendedBy(drafts: readonly Draft[], found: Found): boolean {
  const own = drafts.filter(({ fingerprint }) => fingerprint === found.drift.fingerprint);
  return own.some(
    ({ kind }) => !isHandedOn(found) || kinds.some(({ name, isAtEntrance }) => name === kind && isAtEntrance),
  );
}

/** What is reached in files that people write; what is only mentioned there is for no patch. */
function writtenIn({ uses, reached, bodies }: Reach, projects: readonly Project[]): Omit<Reach, "witnesses"> {
  const files = new Set(projects.flatMap(({ sources }) => sources.filter((file) => !isGenerated(file))));
  const isOfPeople = ({ node }: Pick<Use, "node">) => files.has(node.getSourceFile());
  const isWritten = (use: Use) => use.certainty !== "mentioned" && isOfPeople(use);
  return {
    uses: uses.filter(isWritten),
    reached: new Map(Array.from(reached, ([fingerprint, own]) => [fingerprint, own.filter(isWritten)] as const)),
    bodies: (isAlike) => bodies(isAlike).filter(isOfPeople),
  };
}

function foundOf(
  drift: Decided,
  { uses, reached, bodies }: Omit<Reach, "witnesses">,
  contracts: Contracts,
): Omit<Found, "beside" | "configured"> | undefined {
  const { operation, fingerprint } = drift;
  if (operation === undefined || kindsFor(drift).length === 0) return undefined;
  const isOwn = (use: Use) => isSameOperation(use.operation, operation);
  return {
    drift,
    contracts,
    uses: reached.get(fingerprint) ?? [],
    ofOperation: uses.filter(isOwn),
    ofOthers: uses.filter((use) => !isOwn(use)),
    bodies,
  };
}

function draftsOf(found: Found): Draft[] {
  const { fingerprint } = found.drift;
  return kindsFor(found.drift).flatMap((kind) =>
    kind
      .propose(found)
      .map((proposed) => untilLive(proposed, found))
      .map((proposed) => ({ ...proposed, edits: distinct(proposed.edits), kind: kind.name, fingerprint }))
      .filter(({ edits }) => edits.length > 0 && !isConflict(edits)),
  );
}

function knownBetter(found: Found): string | undefined {
  return firstOf(kindsFor(found.drift), (kind) => kind.advise?.(found));
}

/** What breaks nothing concerns few of them. */
function kindsFor({ level, rule }: Drift): readonly Kind[] {
  return level === "info" ? kinds.filter((kind) => kind.heeds?.(rule)) : kinds;
}

function suggestionOf(draft: Draft, isConfirmed: boolean, textOf: TextOf): Suggestion {
  const { kind, edits, atMost } = draft;
  const isDoubtful = atMost !== "placeholder" && !isConfirmed;
  return {
    kind,
    applicability: isDoubtful ? "likely" : atMost,
    text: isDoubtful ? `${draft.text} The compiler does not confirm it.` : draft.text,
    edits,
    diff: unifiedDiff(edits, textOf),
  };
}

type TextOf = (file: Edit["file"]) => string | undefined;

/** Of a file that no project has read, only the disk knows whether it is there. */
function textIn(projects: readonly Project[], configured: Configured | undefined): TextOf {
  const sources = projects.flatMap(({ sources, pathOf }) =>
    sources.map((source) => [pathOf(source), source.text] as const),
  );
  const texts = new Map(configured ? [...sources, [configured.file, configured.text] as const] : sources);
  return (file) => texts.get(file) ?? firstOf(projects, (project) => textAt(project.fileAt(file), project));
}
