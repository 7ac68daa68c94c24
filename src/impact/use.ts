import type ts from "typescript";
import type { Operation } from "../contract/contract.ts";
import type { CodePlace } from "./place.ts";
import type { Project } from "./project/index.ts";

/** One place of the team's code that uses something of an operation. */
export interface Use {
  readonly operation: Operation;
  readonly subject: Subject;
  readonly certainty: CodePlace["certainty"];
  readonly project: Project;
  /** What a patch would change: the name that is read, the member that is sent, the call. */
  readonly node: ts.Node;
  /** What it is a use of, where a drift that reaches it calls that by another place with the same schema. */
  readonly told?: Subject;
  /** What the compiler says against it, where the published contract breaks it. */
  readonly says?: string;
}

/** What of an operation is used. Pointers are JSON Pointers into the body, array indices as `*`. */
export type Subject =
  | { readonly kind: "call" }
  | { readonly kind: "parameter"; readonly in: "path" | "query" | "header" | "cookie"; readonly name: string }
  /** What the code identifies itself with, by a security scheme of the contract. */
  | { readonly kind: "credential"; readonly in: "query" | "header" | "cookie"; readonly name: string }
  | { readonly kind: "request"; readonly pointer: string }
  | { readonly kind: "response"; readonly pointer: string }
  /** A part of the answer goes where nobody can follow it: whatever is in it may be used there. */
  | { readonly kind: "handed-on"; readonly pointer: string }
  | { readonly kind: "response-header"; readonly name: string }
  | { readonly kind: "status" };

/** A call that may be one of the vendor's, of which nobody can tell what it asks for. */
export interface Uncovered {
  /** It speaks GraphQL, or its address is only known at run time. */
  readonly why: "graphql" | "target";
  readonly project: Project;
  readonly node: ts.Node;
}
