import { dirname, extname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { CouldNotCheckError, type DriftpinError, UsageError } from "../errors.ts";
import { sha256, textOf } from "./bytes.ts";
import { isAbsolute, outside } from "./sibling.ts";
import type { FetchContext, SourceKind, SourceText } from "./source.ts";

/**
 * A description on disk: `file:path`, `file:///path` or a path, from the configuration's folder. `version` is the
 * SHA-256 of the bytes.
 *
 * It may refer to JSON and YAML files in the configuration's folder, or, if it lies elsewhere, in its own; not to
 * hidden ones, and not by a symbolic link that leads out.
 */
export const file: SourceKind = {
  matches: (reference) => /^file:/i.test(reference) || !/^[a-z][a-z0-9+.-]+:/i.test(reference), // c:\ is a path

  async fetch(reference, context) {
    const path = resolve(context.folder, pathOf(reference));
    const bytes = await read(path, context);
    const name = shown(path, context);
    let digest: string | undefined; // only pins need it, and a large file takes a while
    const once = () => {
      digest ??= sha256(bytes);
      return digest;
    };
    return {
      reference,
      file: name,
      text: textOf(bytes, name),
      get version() {
        return once();
      },
      get sha256() {
        return once();
      },
      sibling: (relativePath) => sibling(path, relativePath, context),
    };
  },
};

function pathOf(reference: string): string {
  if (!/^file:/i.test(reference)) return reference;
  return /^file:\/\//i.test(reference) ? fileURLToPath(reference) : reference.slice("file:".length);
}

async function read(path: string, context: FetchContext): Promise<Buffer> {
  try {
    return await context.runtime.files.read(path);
  } catch (cause) {
    throw unreadable(path, cause as NodeJS.ErrnoException, context);
  }
}

function unreadable(path: string, cause: NodeJS.ErrnoException, context: FetchContext): DriftpinError {
  const where = { file: shown(path, context) };
  if (cause.code === "ENOENT" || cause.code === "ENOTDIR") {
    return new UsageError("DP2003", { what: "there is no such file", where, todo: "check the path", cause });
  }
  const todo = cause.code === "EISDIR" ? "it is a folder: name the file in it" : `the system says ${cause.code}`;
  return new UsageError("DP2003", { what: "this file cannot be read", where, todo, cause });
}

async function sibling(root: string, relativePath: string, context: FetchContext): Promise<SourceText> {
  const { realPath } = context.runtime.files;
  const path = resolve(dirname(root), relativePath);
  const name = shown(root, context);
  const home = isInside(root, context.folder) ? context.folder : dirname(root);
  if (isAbsolute(relativePath) || !isInside(path, home) || !descriptionLike(path, home))
    throw outside(name, relativePath);
  const [realHome, realFile] = await Promise.all([realPath(home), realPath(path)]).catch((cause) => {
    throw missing(name, relativePath, cause);
  });
  if (!isInside(realFile, realHome) || !descriptionLike(realFile, realHome)) throw outside(name, relativePath);
  return { file: shown(path, context), text: textOf(await read(realFile, context), shown(path, context)) };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}

/** Keeps a description from pulling `.git/config`, `.env` or a key into a contract. */
function descriptionLike(path: string, home: string): boolean {
  const hidden = relative(home, path)
    .split(sep)
    .some((segment) => segment.startsWith("."));
  return !hidden && [".json", ".yaml", ".yml"].includes(extname(path).toLowerCase());
}

function missing(file: string, reference: string, cause: unknown): CouldNotCheckError {
  const what = `the description refers to "${reference}", which is not there`;
  return new CouldNotCheckError("DP2003", {
    what,
    where: { file },
    todo: "add the file, or mend the reference",
    cause,
  });
}

/** With forward slashes everywhere, so that reports are the same on every system. */
function shown(path: string, { folder }: FetchContext): string {
  return relative(folder, path).replaceAll(sep, "/") || ".";
}
