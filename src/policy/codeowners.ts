import picomatch from "picomatch";

/** Who owns a path: `@user`, `@org/team` or an e-mail address, as the file spells them. */
export type CodeOwners = (path: string) => readonly string[];

/**
 * Reads a CODEOWNERS file. The last pattern that matches decides, also where it names nobody; a line that GitHub would
 * pass over is passed over.
 * @param text the file's text
 * @see https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners(text: string): CodeOwners {
  const entries = text.split(/\r?\n/).flatMap(entryOf).reverse();
  return (path) => entries.find(({ matches }) => matches(path))?.owners ?? [];
}

interface Entry {
  readonly matches: (path: string) => boolean;
  readonly owners: readonly string[];
}

/** A pattern and its owners; white space in a pattern is escaped, and a `#` begins a comment. */
function entryOf(line: string): Entry[] {
  const [pattern, ...owners] = line.replace(/(^|\s)#.*$/, "").match(/(?:\\.|\S)+/g) ?? [];
  if (pattern === undefined || isForeign(pattern) || !owners.every(isOwner)) return [];
  return [{ matches: picomatch(globs(pattern), { dot: true, nobrace: true, noextglob: true }), owners }];
}

/** What gitignore knows and CODEOWNERS does not: GitHub passes such a line over. */
function isForeign(pattern: string): boolean {
  return /^!|^\\#|(?<!\\)\[/.test(pattern);
}

function isOwner(word: string): boolean {
  return /^@[\w.-]+(\/[\w.-]+)?$|^[^@\s]+@[^@\s]+$/.test(word);
}

/**
 * Patterns go by gitignore: one without a slash, other than at its end, is for every depth; one that names a folder is
 * for all that is in it, unless it ends in `/*`.
 */
function globs(pattern: string): string[] {
  const bare = pattern.replace(/^\/|\/$/g, "");
  const anchored = pattern.startsWith("/") || bare.includes("/");
  const glob = `${anchored ? "" : "**/"}${bare}`;
  const inside = `${glob}/**`;
  if (pattern.endsWith("/")) return [inside];
  return bare.includes("/") && bare.endsWith("/*") ? [glob] : [glob, inside];
}
