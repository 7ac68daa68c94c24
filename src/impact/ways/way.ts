import type { ts } from "@ts-morph/common";
import type { Operation } from "../../contract/contract.ts";
import type { Carrier } from "../flow/known.ts";
import type { OriginOf } from "../flow/origin.ts";
import type { References } from "../flow/references.ts";
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
}

/** A request as far as the code tells. */
export interface Request {
  readonly target: Target;
  /** Objects whose members are what is sent, where they are written. */
  readonly sent: Readonly<Partial<Record<Slot, ts.Expression>>>;
  readonly carrier: Carrier;
  readonly certainty: CodePlace["certainty"];
  /** Where a person would look: the address, or the name of the method. */
  readonly node: ts.Node;
}

/** What it asks for: an address, or an operation by its id. */
export type Target =
  | { readonly kind: "address"; readonly methods: readonly Text[]; readonly addresses: readonly Text[] }
  /** Spelled as the library does: compared without regard to case and punctuation. */
  | { readonly kind: "id"; readonly id: string };

/** `any`: members are path, query, header or body, whatever the contract calls so. */
export type Slot = "path" | "query" | "header" | "body" | "any";

/** The operations that a request would reach: one where the method is known, otherwise all that share the path. */
export type OperationsAt = (method: string | undefined, target: string) => readonly Operation[];
