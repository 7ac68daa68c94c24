import { CouldNotCheckError, DriftpinError, UsageError } from "../errors.ts";
import { file } from "./file.ts";
import { git } from "./git.ts";
import { npm } from "./npm.ts";
import type { FetchContext, Fetched, SourceKind } from "./source.ts";
import { url } from "./url.ts";

/**
 * Fetches the first of the references that answers.
 *
 * @throws UsageError where a reference is of no known kind, or a local file is not there; CouldNotCheckError where
 * nothing answered. Of several references, each says what happened to it.
 */
export function fetchDescription(references: string | readonly string[], context: FetchContext): Promise<Fetched> {
  return firstOf(references, ({ kind, reference }) => kind.fetch(reference, context), context);
}

/** A version of a description, and the reference that it came by. */
export interface Known {
  readonly reference: string;
  readonly version: string;
}

/**
 * The same, but undefined where the first reference that answers is the one that is known, and its source says that this
 * version is still what it publishes.
 *
 * @throws as `fetchDescription` does
 */
export function fetchUnless(
  known: Known,
  references: string | readonly string[],
  context: FetchContext,
): Promise<Fetched | undefined> {
  const ask = ({ kind, reference }: Source) =>
    kind.fetchUnless && reference === known.reference
      ? kind.fetchUnless(known.version, reference, context)
      : kind.fetch(reference, context);
  return firstOf(references, ask, context);
}

async function firstOf<T>(
  references: string | readonly string[],
  ask: (source: Source) => Promise<T>,
  context: FetchContext,
): Promise<T> {
  const failures: DriftpinError[] = [];
  for (const source of [references].flat().map(withKind)) {
    try {
      return await ask(source);
    } catch (error) {
      context.runtime.signal.throwIfAborted();
      if (!(error instanceof DriftpinError)) throw error;
      failures.push(error);
    }
  }
  throw allFailed(failures);
}

interface Source {
  readonly kind: SourceKind;
  readonly reference: string;
}

const kinds: readonly SourceKind[] = [url, npm, git, file];

function withKind(reference: string): Source {
  const kind = kinds.find(({ matches }) => matches(reference));
  if (kind !== undefined) return { kind, reference };
  throw new UsageError("DP2001", {
    what: `no kind of source is written like "${reference}"`,
    todo: "expected https://…, npm:name@range#path, github:owner/repo@ref#path, git+https://…@ref#path, file:path or a path",
  });
}

function allFailed(failures: readonly DriftpinError[]): DriftpinError {
  const [only, another] = failures;
  if (only !== undefined && another === undefined) return only;
  return new CouldNotCheckError("DP2002", {
    what: `none of ${failures.length} sources could be read`,
    todo: "each says why",
    also: failures,
  });
}
