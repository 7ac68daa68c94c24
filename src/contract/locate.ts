import type { Where } from "../errors.ts";
import type { SourceText } from "../source/source.ts";
import type { Description } from "./contract.ts";
import { findInJson } from "./locate/json.ts";
import { offsetOf, wanted } from "./locate/wanted.ts";
import { findInYaml } from "./locate/yaml.ts";
import { isJson } from "./parse.ts";
import { positions } from "./position.ts";

/**
 * File, line and column of the key (or the array element) that each JSON Pointer names, in the files that a person sees:
 * bundling and upgrading are looked through. A place that is not there stands at its nearest ancestor that is.
 */
export async function locate(
  description: Description,
  pointers: readonly string[],
): Promise<ReadonlyMap<string, Where>> {
  const origins = pointers.map((pointer) => ({ pointer, origin: originOf(description, pointer) }));
  const located = await Promise.all(
    description.texts.map(async (source) => {
      const here = origins.filter(({ origin }) => origin.file === source.file);
      const places = await locateInText(
        source,
        here.map(({ origin }) => origin.pointer),
      );
      return here.map(({ pointer, origin }) => [pointer, places.get(origin.pointer) ?? { file: source.file }] as const);
    }),
  );
  return new Map(located.flat());
}

interface Origin {
  readonly file: string | undefined;
  readonly pointer: string;
}

/** Where a place of the document came from: told by its nearest ancestor that was moved. */
export function originOf({ bundled, texts }: Omit<Description, "document">, pointer: string): Origin {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    const prefix = pointer.slice(0, end);
    const moved = Object.hasOwn(bundled, prefix) ? bundled[prefix] : undefined;
    if (moved) return { file: moved.file, pointer: moved.pointer + pointer.slice(end) };
  }
  return { file: texts[0]?.file, pointer };
}

async function locateInText(source: SourceText, pointers: readonly string[]): Promise<ReadonlyMap<string, Where>> {
  if (pointers.length === 0) return new Map();
  const root = wanted(pointers);
  if (isJson(source.text)) findInJson(source.text, root);
  else await findInYaml(source.text, root);
  const offsets = pointers
    .map((pointer) => ({ pointer, offset: offsetOf(root, pointer) }))
    .sort((a, b) => a.offset - b.offset);
  const places = positions(
    source.text,
    offsets.map(({ offset }) => offset),
  );
  return new Map(offsets.map(({ pointer }, i) => [pointer, { file: source.file, ...places[i] }]));
}
