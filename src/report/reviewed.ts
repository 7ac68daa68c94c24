import type { Acceptance } from "../contract/contract.ts";
import type { Finding, Summary } from "./report.ts";

/** What a change of the repository itself means for checks: of its pins, and of its configuration. */
export interface ReviewReport {
  readonly schemaVersion: 1;
  /** Counts of what merging accepts; `unknown` counts what cannot be told. */
  readonly summary: Summary;
  /** The contracts of which there is something to tell. */
  readonly reviewed: readonly ReviewedContract[];
  /** What weakens all checks, in a sentence each. */
  readonly settings: readonly string[];
}

/** What merging means for one contract. */
export interface ReviewedContract {
  readonly vendor: string;
  readonly pin: PinChange;
  /** What the vendor changed between both pins: it becomes normal by merging. */
  readonly findings: readonly Finding[];
  /** Deviations of live answers that become known, and are no drift from then on. */
  readonly deviations: readonly string[];
  readonly accepted: readonly Acceptance[];
  readonly noLongerAccepted: readonly Acceptance[];
  /** What cannot be told, and what to do about it. */
  readonly unknown: readonly Untold[];
  /** What weakens the checks of this vendor, or lets them call or send something new; in a sentence each. */
  readonly settings: readonly string[];
}

/** What becomes of a pin. `none`: the vendor is configured, and nothing is pinned. */
export type PinChange =
  | { readonly kind: "same" | "none" }
  | { readonly kind: "new"; readonly now: PinnedVersion; readonly operations: number }
  | { readonly kind: "removed"; readonly was: PinnedVersion }
  | { readonly kind: "re-pinned"; readonly was: PinnedVersion; readonly now: PinnedVersion };

export interface PinnedVersion {
  readonly source: string;
  readonly version: string;
}

export interface Untold {
  readonly text: string;
  readonly todo: string;
}
