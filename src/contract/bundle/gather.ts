import { CouldNotCheckError, DriftpinError } from "../../errors.ts";
import { at, type Json } from "../../json.ts";
import type { Fetched, SourceText } from "../../source/source.ts";
import type { Description } from "../contract.ts";
import type { Place } from "../grammar.ts";
import { locate } from "../locate.ts";
import { parse } from "../parse.ts";
import { references } from "../references.ts";
import { keyOf, type Target, targetOf } from "./target.ts";

/** A parsed file of the description's source. */
export interface File {
  readonly source: SourceText;
  readonly value: Json;
}

/** The files that are read at once. */
const concurrency = 8;

interface Lead {
  readonly target: Target;
  /** What the target is, as the place of the `$ref` tells. */
  readonly place: Place;
  /** Where the `$ref` stands. */
  readonly from: Target;
  readonly reference: string;
}

/**
 * Reads every file that the description needs, by its path from the description's folder; the description itself is
 * `""`. References to other sources are not followed.
 */
export async function gather(
  root: Description,
  fetched: Fetched,
  rootName: string,
): Promise<ReadonlyMap<string, File>> {
  const files = new Map<string, File>([["", { source: fetched, value: root.document }]]);
  const seen = new Set<string>();
  const { default: PQueue } = await import("p-queue");
  const queue = new PQueue({ concurrency });
  let leads = leadsFrom({ file: "", pointer: "" }, "document", files, rootName);
  while (leads.length > 0) {
    const fresh = leads.filter(({ target, place }) => isNew(seen, `${keyOf(target)} ${place}`));
    const missing = new Map(fresh.map((lead) => [lead.target.file, lead] as const));
    await queue.addAll(
      [...missing.values()]
        .filter(({ target }) => !files.has(target.file))
        .map((lead) => async () => void files.set(lead.target.file, await read(lead, files, fetched))),
    );
    leads = fresh.flatMap(({ target, place }) => leadsFrom(target, place, files, rootName));
  }
  return files;
}

function isNew(seen: Set<string>, key: string): boolean {
  const before = seen.size;
  return seen.add(key).size > before;
}

function leadsFrom(from: Target, place: Place, files: ReadonlyMap<string, File>, rootName: string): Lead[] {
  const node = at(files.get(from.file)?.value ?? null, from.pointer) ?? null;
  return [...references(node, place, from.pointer)].flatMap(({ reference, place: kind, pointer }) => {
    const target = targetOf(reference, from.file, rootName);
    return target && target.file !== "" ? [{ target, place: kind, from: { file: from.file, pointer }, reference }] : [];
  });
}

async function read(
  { target, from, reference }: Lead,
  files: ReadonlyMap<string, File>,
  fetched: Fetched,
): Promise<File> {
  try {
    const source = await fetched.sibling(target.file);
    return { source, value: await parse(source) };
  } catch (cause) {
    if (!(cause instanceof DriftpinError)) throw cause;
    const holder = files.get(from.file)?.source ?? fetched;
    const places = await locate({ document: {}, texts: [holder], bundled: {} }, [from.pointer]);
    throw new CouldNotCheckError("DP3008", {
      what: `$ref "${reference}" cannot be read (${cause.message})`,
      where: places.get(from.pointer),
      todo: cause.todo,
      cause,
    });
  }
}
