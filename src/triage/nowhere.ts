import type { Description, Operation } from "../contract/contract.ts";
import { match } from "../contract/operations.ts";

/** The contracts that requests are held against. */
export interface Contracts {
  readonly pinned: Description;
  readonly published?: Description | undefined;
}

/**
 * A path that surely leads nowhere: below the operation's own first, where the same part of the vendor answers. Undefined
 * where the contracts have a template for everything.
 */
export function pathToNowhere({ path }: Operation, { pinned, published }: Contracts): string | undefined {
  const concrete = path.replaceAll(/\{[^{}]*\}/g, "0").replace(/\/$/, "");
  return [`${concrete}/${segment}`, `/${segment}${concrete}`].find((candidate) =>
    [pinned, published].every((contract) => !contract || !match(contract.document, "get", candidate)),
  );
}

/** Whoever finds it in a log should know whose it is. */
const segment = "driftpin-leads-nowhere";

/** The contract, with that path alone: what it does not have is never sent. */
export function withPath(pinned: Description, path: string): Description {
  const { document } = pinned;
  return { ...pinned, document: { ...document, paths: { [path]: { get: { responses: {} } } } } };
}
