import type { Description } from "../../contract/contract.ts";
import { locate } from "../../contract/locate.ts";
import type { Where } from "../../errors.ts";
import type { Location } from "../../report/report.ts";

/** A place in up to two documents, by JSON Pointers. */
export interface Pointed {
  readonly pointer: string;
  readonly base?: string;
  readonly revision?: string;
}

/** The two documents that pointers lead into. */
export interface Documents {
  readonly base: Description;
  readonly revision: Description | undefined;
}

/** Replaces pointers by what a person can open: file, line and column on each side. Lines are only looked up for these. */
export async function located<T extends Pointed>(
  entries: readonly T[],
  { base, revision }: Documents,
): Promise<(Omit<T, keyof Pointed> & { readonly location: Location })[]> {
  const inBase = await find(
    base,
    entries.map((entry) => entry.base),
  );
  const inRevision = await find(
    revision,
    entries.map((entry) => entry.revision),
  );
  return entries.map(({ pointer, base: written, revision: rewritten, ...rest }) => ({
    ...rest,
    location: { pointer, ...named("base", written, inBase), ...named("revision", rewritten, inRevision) },
  }));
}

async function find(description: Description | undefined, pointers: readonly (string | undefined)[]) {
  const wanted = [...new Set(pointers.filter((pointer) => pointer !== undefined))];
  return description && wanted.length > 0 ? locate(description, wanted) : new Map<string, Where>();
}

function named<Side extends string>(side: Side, pointer: string | undefined, places: ReadonlyMap<string, Where>) {
  const where = pointer === undefined ? undefined : places.get(pointer);
  return (where ? { [side]: where } : {}) as { readonly [S in Side]?: Where };
}
