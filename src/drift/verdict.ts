import type { Verdict } from "./finding.ts";

/**
 * What the three witnesses, pinned, published and live, say of one place. Where paper differs: which side the answers
 * agree with. Where it is the same: whether the answers fit it, and if not, whether the baseline knows that.
 */
export type Witnesses =
  | { readonly paper: "differs"; readonly live: "published" | "pinned" | "neither" | "not-sampled" }
  | { readonly paper: "same"; readonly live: "fits" | "known" | "new" | "not-sampled" };

/** The table of verdicts. Undefined is no drift: nothing differs, or only what already did when the contract was pinned. */
export function verdict(witnesses: Witnesses & { readonly paper: "differs" }): Verdict;
export function verdict(witnesses: Witnesses): Verdict | undefined;
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
