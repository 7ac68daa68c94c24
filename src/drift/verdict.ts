import type { Verdict } from "./finding.ts";

/**
 * What the three witnesses say of one place. Where paper differs, `live` names the side that the answers agree with;
 * where paper is the same, it says whether the answers fit, and if not, whether the baseline knows it.
 */
export type Witnesses =
  | { readonly paper: "differs"; readonly live: "published" | "pinned" | "neither" | "not-sampled" }
  | { readonly paper: "same"; readonly live: "fits" | "known" | "new" | "not-sampled" };

/** DESIGN's table of verdicts. Undefined is no drift: nothing differs, or only what did when the contract was pinned. */
export function verdict(witnesses: Witnesses): Verdict | undefined {
  return witnesses.paper === "differs" ? whereItDiffers[witnesses.live] : whereItIsTheSame[witnesses.live];
}

const whereItDiffers = {
  published: "released",
  pinned: "announced",
  neither: "conflicting",
  "not-sampled": "published",
} as const;

const whereItIsTheSame = {
  fits: undefined,
  known: undefined,
  new: "silent",
  "not-sampled": undefined,
} as const;
