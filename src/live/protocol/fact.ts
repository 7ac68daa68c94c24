import type { Connection } from "../../runtime/index.ts";
import type { Content } from "../redact/content.ts";
import type { LiveRule } from "../rule.ts";

/** One answer, as far as facts are read from it. Never leaves a sampling. */
export interface Seen {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Content;
  readonly request: {
    readonly url: URL;
    /** Names in lower case. */
    readonly headers: Readonly<Record<string, string>>;
  };
  /** ISO 8601. */
  readonly startedAt: string;
  /** Whether another server stood in for the vendor's first one. */
  readonly isStandIn: boolean;
  /** Absent where nobody saw it, as in a recording. */
  readonly connection?: Connection | undefined;
}

/**
 * One thing that an answer shows beside its body. What it reads holds no value that identifies someone, and nothing that
 * differs from night to night where the vendor does the same.
 */
export interface Fact<Id extends string = string> {
  /** Its name in `baseline.json`. */
  readonly name: string;
  /** Whether it is the operation's own, or that of the server which answers all operations. */
  readonly of: "operation" | "server";
  /** A few words, none where there is nothing; undefined where the answer cannot tell. */
  readonly read: (seen: Seen) => readonly string[] | undefined;
  /** Where single answers say little: how many each side needs. Until it tells a shift, a new pin keeps what it had. */
  readonly needs?: number;
  readonly rules: readonly (LiveRule & { readonly id: Id })[];
  /** What to say of a shift; undefined where it concerns nobody. */
  readonly tell: (shift: Shift) => Told<NoInfer<Id>> | undefined;
}

/**
 * How the answers of tonight differ from those of the baseline. A word has come when all of tonight's answers have it
 * and none did, and has gone the other way round: what only some answers have is chance, a load balancer or a roll-out.
 */
export interface Shift {
  readonly came: readonly string[];
  readonly went: readonly string[];
  /** All words that any answer had when the contract was pinned, and tonight. */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** What a report says. */
export interface Told<Id extends string = string> {
  readonly rule: Id;
  readonly text: string;
  /** What makes it the same finding another night; the words that came and went where absent. Dates do not belong there. */
  readonly same?: readonly string[];
}

/** Declares a fact: its `tell` can only name its own rules. */
export function fact<const Id extends string>(declared: Fact<Id>): Fact<Id> {
  return declared;
}
