import type ts from "typescript";
import type { Description, Operation } from "../contract/contract.ts";
import type { Schemas } from "./flow/schema.ts";
import type { Uncovered } from "./use.ts";
import { plainId } from "./ways/id.ts";
import type { Address, Code, OperationsAt, Target } from "./ways/way.ts";

/** The contract that code was written for, and where it is served. */
export interface Called {
  readonly pinned: Description;
  readonly server: string | undefined;
}

/** What a request asks for, as far as a contract knows it. */
interface Asked {
  readonly reached: readonly Reached[];
  /** The literals that its address is made of, where it is known what that means. */
  readonly claimed: readonly ts.Node[];
  /** Why it may be a call of the vendor that no operation was found for. */
  readonly why?: Uncovered["why"];
}

/** An operation that a request reaches, through which calls of the team's functions. */
export interface Reached {
  readonly operation: Operation;
  readonly through: readonly ts.CallExpression[];
  readonly written: readonly ts.Node[];
  /** Whether the code tells the method. */
  readonly isCertain: boolean;
}

interface Contract {
  readonly byId: Code["byId"];
  readonly schemas: Schemas;
  readonly at: OperationsAt;
  readonly isServedAt: (address: string) => boolean;
}

/** Finds out what requests ask for. */
export function targetsOf({ byId, schemas, at, isServedAt }: Contract): (target: Target) => Asked {
  return (target) => {
    if (target.kind === "address") return addressed(target);
    const { bases } = target;
    if (bases && !bases.some(({ text }) => isServedAt(text))) return { reached: [], claimed: [] };
    return target.kind === "id" ? identified(target) : { reached: [], claimed: [], why: target.why };
  };

  function identified({ id, fits }: Target & { readonly kind: "id" }): Asked {
    const operation = byId.get(plainId(id));
    const isMeant = operation && (fits === undefined || fits(operation, schemas));
    return { reached: isMeant ? [{ operation, through: [], written: [], isCertain: true }] : [], claimed: [] };
  }

  function addressed({ addresses, methods }: Target & { readonly kind: "address" }): Asked {
    const reached = addresses.flatMap((address) => {
      const own = address.method === undefined ? methods : [{ text: address.method, through: [] }];
      return own.flatMap((method) => reachedAt(address, method));
    });
    const claimed = addresses.filter(({ text }) => !isServedAt(text) || at(undefined, text).length > 0);
    const isUnknown = reached.length === 0 && addresses.some(({ text }) => isServedAt(text) && saysNothing(text));
    return { reached, claimed: claimed.flatMap(({ written }) => written), ...(isUnknown && { why: "target" }) };
  }

  function reachedAt(
    { text, through, written }: Address,
    method: { readonly text: string; readonly through: readonly ts.CallExpression[] },
  ): Reached[] {
    const isCertain = !method.text.includes("{}");
    return at(isCertain ? method.text.toLowerCase() : undefined, text).map((operation) => ({
      operation,
      through: [...new Set([...through, ...method.through])],
      written,
      isCertain,
    }));
  }
}

/** An address of which nothing is known but, maybe, its host. */
function saysNothing(address: string): boolean {
  return /^(https?:\/\/[^/?#]*)?[/{}]*$/.test(address) && address.includes("{}");
}
