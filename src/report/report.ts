import type { Announcement } from "../announce/entry.ts";
import type { Note } from "../announce/note.ts";
import type { Level } from "../config/level.ts";
import type { Operation } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { Drift, Unknown } from "../drift/finding.ts";
import type { Where } from "../errors.ts";
import type { CodePlace } from "../impact/place.ts";
import type { Suggestion } from "../suggest/suggestion.ts";

/** Counts by level; a change that reaches many operations counts once (by its root). */
export type Summary = Readonly<Record<Level | "unknown", number>>;

/** Where something is written, for a person. */
export interface Location {
  readonly pointer: string;
  readonly base?: Where;
  readonly revision?: Where;
}

/** One drift with its level, verdict, evidence, impact and a stable fingerprint. */
export interface Finding extends Omit<Drift, "pointer" | "base" | "revision"> {
  readonly location: Location;
  readonly impact: readonly CodePlace[];
  readonly suggestions: readonly Suggestion[];
  /** Present when the team accepted it: then it does not count. */
  readonly accepted?: { readonly reason: string };
  /** Present when the team's code certainly does not use what it is about: what was searched. */
  readonly unused?: string;
  /** What the vendor announced of it, the newest of several. */
  readonly announcement?: Announcement;
}

/** What could not be checked, tonight and, where a ledger is kept, for how long. */
export interface Unchecked extends Unknown {
  /** The day (UTC) of the first such night in a row, whatever the causes were. */
  readonly since?: string;
}

/** What is said of one contract. */
export interface ContractReport {
  readonly vendor: string;
  readonly pinned: { readonly source: string; readonly version: string };
  /** Absent when the published description could not be had. */
  readonly published?: { readonly source: string; readonly version: string };
  readonly owners: readonly string[];
  readonly findings: readonly Finding[];
  readonly unknown: readonly Unchecked[];
  /** Operations whose live answers were held against the contract. */
  readonly sampled: readonly Operation[];
  /** What could not be read beside the contract, such as a feed: it hides nothing, and is not unknown. Absent where all could. */
  readonly notes?: readonly Note[];
}

/** What `driftpin check` prints. The one source of every format. */
export interface CheckReport {
  readonly schemaVersion: 1;
  readonly summary: Summary;
  readonly contracts: readonly ContractReport[];
}

/** A change as `driftpin diff` prints it. */
export interface DiffEntry extends Omit<Change, "pointer" | "base" | "revision"> {
  readonly location: Location;
}

/**
 * What another tool says of the same descriptions, where it differs. It changes no count and no exit code; where the tool
 * could not be asked, a note says why.
 */
export type SecondOpinion =
  | {
      readonly outcome: "compared";
      readonly tool: string;
      readonly version: string;
      readonly differences: readonly Disagreement[];
      /** Breaking changes that the tool cannot see, by what it does not read: `parameters`, `security`, … */
      readonly unread: Readonly<Record<string, number>>;
    }
  | { readonly outcome: "none"; readonly tool: string; readonly note: string };

/** Something that one of both calls breaking, and the other does not. */
export interface Disagreement {
  readonly breakingFor: "driftpin" | "the other";
  readonly path: string;
  /** Absent where the tool speaks of the whole path. */
  readonly method?: string;
  /** What driftpin says there: its breaking rules, or else all. */
  readonly rules: readonly string[];
  /** What the tool says there, by its own codes. */
  readonly codes: readonly string[];
}

/** What `driftpin diff` prints. */
export interface DiffReport {
  readonly schemaVersion: 1;
  readonly summary: Summary;
  readonly changes: readonly DiffEntry[];
  readonly unknown: readonly { readonly operation?: Operation; readonly location: Location; readonly text: string }[];
  /** Present where it was asked for. */
  readonly secondOpinion?: SecondOpinion;
}
