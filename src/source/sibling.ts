import { dirname, join, normalize } from "node:path/posix";
import { CouldNotCheckError } from "../errors.ts";

/**
 * The path of a file that another one refers to, both from the top of one source.
 *
 * @throws CouldNotCheckError where it leads out of the source.
 */
export function siblingPath(path: string, relativePath: string): string {
  const joined = normalize(join(dirname(path), relativePath));
  if (isAbsolute(relativePath) || joined === ".." || joined.startsWith("../")) throw outside(path, relativePath);
  return joined;
}

/** Whether a reference starts over: at a root, a drive, or with a scheme. */
export function isAbsolute(reference: string): boolean {
  return /^([/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(reference);
}

/** A description refers to something that is not its source's to give. */
export function outside(file: string, reference: string): CouldNotCheckError {
  return new CouldNotCheckError("DP2010", {
    what: `the description refers to "${reference}", which is not in its own source`,
    where: { file },
    todo: "publish it in one file, or take it from a source that holds all its files",
  });
}
