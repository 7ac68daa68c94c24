import type { Reach } from "../impact/index.ts";
import { isConflict } from "./edits.ts";
import type { Proposed } from "./kind.ts";
import { isSound } from "./verify.ts";

/** A patch for one drift. */
export interface Draft extends Proposed {
  readonly kind: string;
  readonly fingerprint: string;
}

/** Those that the compiler confirms: what can be verified, all of it together; then what is likely, beside that. */
export function confirmed(drafts: readonly Draft[], reach: Reach): ReadonlySet<Draft> {
  const upTo = (applicability: Draft["atMost"]) => drafts.filter(({ atMost }) => atMost === applicability);
  const verified = soundAmong(upTo("verified"), [], reach);
  return new Set([...verified, ...soundAmong(upTo("likely"), verified, reach)]);
}

/** All at once where they pass beside those that have; else by halves, so that a few bad ones cost few compilations. */
function soundAmong(drafts: readonly Draft[], passed: readonly Draft[], reach: Reach): readonly Draft[] {
  const edits = [...passed, ...drafts].flatMap((draft) => draft.edits);
  if (drafts.length === 0 || (!isConflict(edits) && isSound(edits, reach))) return drafts;
  if (drafts.length === 1) return [];
  const middle = Math.ceil(drafts.length / 2);
  const first = soundAmong(drafts.slice(0, middle), passed, reach);
  return [...first, ...soundAmong(drafts.slice(middle), [...passed, ...first], reach)];
}
