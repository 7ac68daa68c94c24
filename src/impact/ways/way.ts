import type ts from "typescript";
import type { Operation } from "../../contract/contract.ts";
import type { Functions } from "../flow/functions.ts";
import type { Carrier } from "../flow/known.ts";
import type { OriginOf } from "../flow/origin.ts";
import type { References } from "../flow/references.ts";
import type { Schemas } from "../flow/schema.ts";
import type { Text, TextsOf } from "../flow/texts.ts";
import type { CodePlace } from "../place.ts";
import type { Project } from "../project/index.ts";

/** One way in which code may call a vendor. */
export interface Way {
  /** The request that a call sends; undefined where it is no call of this kind. */
  read(call: ts.CallExpression, code: Code): Request | undefined;
}

/** The code, and what can be asked about it. */
export interface Code {
  readonly project: Project;
  readonly references: References;
  readonly originOf: OriginOf;
  readonly textsOf: TextsOf;
  /** The team's function that an expression stands for. */
  readonly functionOf: Functions["of"];
  /** The operations of the contract by their ids, as `plainId` makes them. */
  readonly byId: ReadonlyMap<string, Operation>;
}

/** A request as far as the code tells. */
export interface Request {
  readonly target: Target;
  /** Objects whose members are what is sent, where they are written. */
  readonly sent: Readonly<Partial<Record<Slot, ts.Expression>>>;
  /** The same, of what its client sends with every request. */
  readonly always?: readonly Request["sent"][];
  /** Headers that functions of the team's add to every request of its client. */
  readonly added?: readonly Given[];
  /** Values that are sent, by the names that the library has for them. */
  readonly given?: readonly Given[];
  /** The headers that the code writes there are all: the library adds none that it was told of before. */
  readonly hasNoDefaults?: true;
  readonly carrier: Carrier;
  /** A function of the team's that is given the answer; what it returns is the value of the call. */
  readonly handler?: ts.Expression;
  /** The call gives so many lists of answers, one within the other. Default: none, just the answer. */
  readonly lists?: number;
  readonly certainty: CodePlace["certainty"];
  /** Where a person would look: the address, or the name of the method. */
  readonly node: ts.Node;
}

/** One value that is sent. */
export interface Given {
  readonly name: string;
  readonly node: ts.Expression;
}

/** What it asks for: an address, an operation by its id, or something that no contract of this kind can hold. */
export type Target =
  | { readonly kind: "address"; readonly methods: readonly Text[]; readonly addresses: readonly Address[] }
  | {
      readonly kind: "id";
      /** Spelled as the library does: compared without regard to case and punctuation. */
      readonly id: string;
      /** Where it goes; anywhere, if that is absent. */
      readonly bases?: readonly Text[];
      /** Whether it may be this operation, which has the same id. */
      readonly fits?: (operation: Operation, schemas: Schemas) => boolean;
    }
  | { readonly kind: "uncovered"; readonly why: "graphql"; readonly bases: readonly Text[] };

/** An address, with its own method where that is written with it: `GET /orders`. */
export interface Address extends Text {
  readonly method?: string;
}

/** `any`: members are path, query, header or body, whatever the contract calls so. */
export type Slot = "path" | "query" | "header" | "body" | "any";

/** The operations that a request would reach: one where the method is known, otherwise all that share the path. */
export type OperationsAt = (method: string | undefined, target: string) => readonly Operation[];
