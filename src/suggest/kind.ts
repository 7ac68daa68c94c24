import type { Drift } from "../drift/finding.ts";
import type { Contracts } from "../impact/about.ts";
import type { Use } from "../impact/use.ts";
import type { Applicability, Edit } from "./suggestion.ts";

/** A drift, and the code that it reaches. */
export interface Found {
  readonly drift: Drift;
  /** What it reaches, in files that people write. */
  readonly uses: readonly Use[];
  /** All that the code uses of its operation. */
  readonly ofOperation: readonly Use[];
  readonly contracts: Contracts;
}

/** A patch as a kind proposes it, before anything was verified. */
export interface Proposed {
  /** What it does, as a sentence. */
  readonly text: string;
  readonly edits: readonly Edit[];
  /** What the kind can answer for: where its meaning is a guess, no compiler makes it `verified`. */
  readonly atMost: Exclude<Applicability, "advice">;
}

/** One kind of patch: looks at one drift and the code that it reaches, and changes nothing else. */
export interface Kind {
  readonly name: string;
  /** None where there is nothing of this kind to do. */
  propose(found: Found): readonly Proposed[];
}
