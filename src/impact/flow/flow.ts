import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { Subject } from "../use.ts";
import type { Declarations } from "./declarations.ts";
import type { Functions } from "./functions.ts";
import type { Guesses } from "./guesses.ts";
import type { Known } from "./known.ts";
import type { References } from "./references.ts";
import type { Schemas } from "./schema.ts";

/** What a step can ask, and whom it tells. */
export interface Flow {
  readonly ts: Project["ts"];
  readonly references: References;
  readonly functions: Functions;
  readonly schemas: Schemas;
  readonly declarations: Declarations;
  readonly guesses: Guesses;
  /** Takes an expression for what is known of it, and follows it to wherever it goes. */
  follow(node: ts.Node, known: Known): void;
  /** Follows a name everywhere, or the parts that a pattern takes out. */
  bind(name: ts.BindingName, known: Known): void;
  /** Told of each place that uses something of an answer. */
  used(node: ts.Node, subject: Subject, known: Known): void;
  /** Whether an expression was not followed yet for what is known of it; it counts as followed from then on. */
  isNew(node: ts.Node, known: Known): boolean;
  /** Who waits for what a function of the team's returns that a library calls. */
  readonly waiting: Map<ts.Node, Set<(known: Known) => void>>;
  /** Where functions were handed to those who wait. */
  readonly handed: Set<ts.Node>;
}
