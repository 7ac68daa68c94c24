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
export async function fetchDescription(
  references: string | readonly string[],
  context: FetchContext,
): Promise<Fetched> {
  const failures: DriftpinError[] = [];
  for (const { kind, reference } of [references].flat().map(withKind)) {
    try {
      return await kind.fetch(reference, context);
    } catch (error) {
      context.runtime.signal.throwIfAborted();
      if (!(error instanceof DriftpinError)) throw error;
      failures.push(error);
    }
  }
  throw allFailed(failures);
}

const kinds: readonly SourceKind[] = [url, npm, git, file];

function withKind(reference: string): { readonly kind: SourceKind; readonly reference: string } {
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
