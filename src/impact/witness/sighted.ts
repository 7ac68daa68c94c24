import type ts from "typescript";
import type { Operation } from "../../contract/contract.ts";
import type { Known } from "../flow/known.ts";
import type { Watch } from "../usage.ts";
import type { Request } from "../ways/way.ts";

/** A request that code sends. */
export interface Asked {
  readonly call: ts.CallExpression;
  readonly request: Request;
  /** Those that it reaches; none where it goes elsewhere, or nobody knows where. */
  readonly operations: readonly Operation[];
}

/** What was seen of a project's code while it was read, beside its uses. */
export interface Sighted {
  readonly asked: readonly Asked[];
  /** What is known of expressions, in the order in which values reach them. */
  readonly met: ReadonlyMap<ts.Node, readonly Known[]>;
}

/** Watches code being read, and keeps what there is to see. */
export function sight(): { readonly sighted: Sighted; readonly watch: Watch } {
  const asked: Asked[] = [];
  const met = new Map<ts.Node, Known[]>();
  return {
    sighted: { asked, met },
    watch: {
      asked: (call, request, operations) => asked.push({ call, request, operations }),
      met(node, known) {
        const all = met.get(node);
        if (all) all.push(known);
        else met.set(node, [known]);
      },
    },
  };
}
