import type { FetchContext, Fetched } from "./source.ts";

/** Fetches the first of the references that answers. */
export declare function fetchDescription(
  references: string | readonly string[],
  context: FetchContext,
): Promise<Fetched>;
