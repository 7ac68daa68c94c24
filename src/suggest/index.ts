import type { Drift } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import { placesOf } from "../impact/code-place.ts";
import type { Reach } from "../impact/index.ts";
import { isGenerated } from "../impact/project/generated.ts";
import type { Project } from "../impact/project/index.ts";
import type { Use } from "../impact/use.ts";
import { advice } from "./advice.ts";
import { unifiedDiff } from "./diff.ts";
import { distinct, isConflict } from "./edits.ts";

import type { Kind, Proposed } from "./kind.ts";
import { absent } from "./kinds/absent.ts";
import { enumValue } from "./kinds/enum-value.ts";
import { moved } from "./kinds/moved.ts";
import { rename } from "./kinds/rename.ts";
import { required } from "./kinds/required.ts";
import { server } from "./kinds/server.ts";
import { typeChanged } from "./kinds/type-changed.ts";
import type { Edit, Suggestion } from "./suggestion.ts";
import { type Calling, type Verify, verifier } from "./verify.ts";

/** Kinds of patches, in the order in which they are offered. */
export const kinds: readonly Kind[] = [absent, required, server, rename, moved, typeChanged, enumValue];

/**
 * What the team can do about each drift, by fingerprint, in the places that it reaches: patches, each with how far it
 * was verified; else the places. All that are verified go together: they were verified as one.
 */
export async function suggest(
  drifts: readonly Drift[],
  { uses, reached }: Pick<Reach, "uses" | "reached">,
  calling: Calling,
): Promise<ReadonlyMap<string, readonly Suggestion[]>> {
  const drafts = drifts.flatMap((drift) => draftsOf(drift, { uses, reached }, calling));
  const projects = [...new Set(uses.map(({ project }) => project))];
  const files = new Set(drafts.flatMap(({ edits }) => edits.map(({ file }) => file)));
  const sound = await verified(drafts, verifier(projects, files, calling));
  return new Map(
    drifts.map((drift) => {
      const patches = drafts
        .filter(({ fingerprint }) => fingerprint === drift.fingerprint)
        .map((draft) => suggestionOf(draft, sound.has(draft), projects));
      const own = reached.get(drift.fingerprint) ?? [];
      return [drift.fingerprint, patches.length > 0 ? patches : advice(drift, placesOf(own))];
    }),
  );
}

/** A patch for one drift. */
interface Draft extends Proposed {
  readonly kind: string;
  readonly fingerprint: string;
}

function draftsOf(drift: Drift, { uses, reached }: Pick<Reach, "uses" | "reached">, { contracts }: Calling): Draft[] {
  const { operation, fingerprint } = drift;
  if (operation === undefined || drift.level === "info") return [];
  const isWritten = ({ node, certainty }: Use) => !isGenerated(node.getSourceFile()) && certainty !== "mentioned";
  const found = {
    drift,
    contracts,
    uses: (reached.get(fingerprint) ?? []).filter(isWritten),
    ofOperation: uses.filter((use) => isSameOperation(use.operation, operation) && isWritten(use)),
  };
  return kinds.flatMap((kind) =>
    kind
      .propose(found)
      .map((proposed) => ({ ...proposed, edits: distinct(proposed.edits), kind: kind.name, fingerprint }))
      .filter(({ edits }) => edits.length > 0 && !isConflict(edits)),
  );
}

/** Those that can be verified, all of them together: at once where that succeeds, else one after the other. */
async function verified(drafts: readonly Draft[], verify: Verify): Promise<ReadonlySet<Draft>> {
  const candidates = drafts.filter(({ atMost }) => atMost === "verified");
  const all = candidates.flatMap(({ edits }) => edits);
  if (candidates.length === 0) return new Set();
  if (!isConflict(all) && (await verify(all))) return new Set(candidates);
  const taken: Draft[] = [];
  for (const draft of candidates) {
    const edits = [...taken.flatMap((one) => one.edits), ...draft.edits];
    if (!isConflict(edits) && (await verify(edits))) taken.push(draft);
  }
  return new Set(taken);
}

function suggestionOf(
  { kind, text, edits, atMost }: Draft,
  isSound: boolean,
  projects: readonly Project[],
): Suggestion {
  const applicability = atMost === "verified" && !isSound ? "likely" : atMost;
  return { kind, applicability, text, edits, diff: unifiedDiff(edits, textIn(projects)) };
}

function textIn(projects: readonly Project[]): (file: Edit["file"]) => string {
  const sources = projects.flatMap(({ sources, pathOf }) =>
    sources.map((source) => [pathOf(source), source.text] as const),
  );
  const texts = new Map(sources);
  return (file) => texts.get(file) ?? "";
}
