import type { Contracts } from "../impact/about.ts";
import type { BodiesOf } from "../impact/bodies.ts";
import type { Use } from "../impact/use.ts";
import type { Decided } from "../policy/index.ts";
import type { Configured } from "./server/configured.ts";
import type { Applicability, Edit } from "./suggestion.ts";

/** A drift, and the code that it reaches. */
export interface Found {
  readonly drift: Decided;
  /** What it reaches, in files that people write. */
  readonly uses: readonly Use[];
  /** All that the code uses of its operation. */
  readonly ofOperation: readonly Use[];
  /** All that the code uses of other operations: what is theirs as well has to suit them, too. */
  readonly ofOthers: readonly Use[];
  /** Where bodies of answers come into files that people write. */
  readonly bodies: BodiesOf;
  readonly contracts: Contracts;
  /** The configuration, where it names servers of the vendor. */
  readonly configured?: Configured | undefined;
  /** All drift of the contract that there are kinds of patches for, this one too. */
  readonly beside: () => readonly Found[];
}

/** A patch as a kind proposes it, before anything was verified. */
export interface Proposed {
  /** What it does, as a sentence. */
  readonly text: string;
  readonly edits: readonly Edit[];
  /** What the kind can answer for: where its meaning is a guess, no compiler makes it `verified`. */
  readonly atMost: Exclude<Applicability, "advice">;
  /** Whether it is right as well as long as the vendor answers, and takes, what it did when the contract was pinned. */
  readonly isRightToday?: boolean;
}

/** One kind of patch: looks at one drift and the code that it reaches, and changes nothing else. */
export interface Kind {
  readonly name: string;
  /** Whether it mends answers where they come in, so that it is done also for what code hands on out of sight. */
  readonly isAtEntrance?: true;
  /** Whether it has something to do even where changes of a rule break nothing. Default: no. */
  heeds?(rule: string): boolean;
  /** None where there is nothing of this kind to do. */
  propose(found: Found): readonly Proposed[];
  /** What a person has to do where there is no patch, if that is known better than the rule knows it: a sentence. */
  advise?(found: Found): string | undefined;
}
