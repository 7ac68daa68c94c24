import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import { load } from "../contract/index.ts";
import type { Runtime } from "../runtime/index.ts";
import { fetchDescription } from "../source/index.ts";
import type { FetchContext, Fetched } from "../source/source.ts";

/** A description, and where it came from. */
export interface Described {
  readonly description: Description;
  readonly fetched: Fetched;
}

/**
 * Fetches and reads a description from the first source that answers.
 * @throws UsageError, CouldNotCheckError
 */
export async function describe(source: string | readonly string[], context: FetchContext): Promise<Described> {
  const fetched = await fetchDescription(source, context);
  return { fetched, description: await load(fetched) };
}

/** How a vendor's description may be fetched. */
export function contextOf({ allowPrivate, timeoutMs }: Vendor, folder: string, runtime: Runtime): FetchContext {
  return { runtime, folder, allowPrivate, timeoutMs };
}

/** How a description may be fetched that is named on the command line: paths start at the working directory. */
export function contextHere(reference: string, runtime: Runtime): FetchContext {
  return { runtime, folder: runtime.cwd, allowPrivate: isOwnMachine(reference), timeoutMs };
}

const timeoutMs = 30_000;

/** Whoever names this very machine means it. Where a name or a redirect leads is still checked. */
function isOwnMachine(reference: string): boolean {
  return /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/.test(reference);
}
