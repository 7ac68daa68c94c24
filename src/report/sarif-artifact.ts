import { posix } from "node:path";
import type { ArtifactLocation } from "sarif";

/**
 * A file of a report as SARIF names it: relative to the repository's root where it lies there, else by its URI.
 * @param folder way from the repository's root to the folder that the file starts from
 * @see SARIF 2.1.0, section 3.4; RFC 3986
 */
export function artifact(file: string, folder: string): ArtifactLocation {
  if (isUri(file)) return { uri: legal(wellFormed(file)) };
  if (isAbsolute(file)) return { uri: `file:///${encoded(slashed(file).replace(/^\/+/, ""))}` };
  const uri = encoded(posix.join(folder, slashed(file)));
  return { uri, uriBaseId: "%SRCROOT%" };
}

/** Whether a relative file lies in the repository, where GitHub can show it. */
export function isInside(file: string, folder: string): boolean {
  if (isUri(file) || isAbsolute(file)) return false;
  return !posix.join(folder, slashed(file)).startsWith("../");
}

/** `https:`, `npm:`, `git+https:`; a single letter is a drive of Windows. */
function isUri(file: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(file);
}

function isAbsolute(file: string): boolean {
  return /^([a-z]:)?[\\/]/i.test(file);
}

function slashed(file: string): string {
  return file.replaceAll("\\", "/");
}

/** What may not stand in a URI, percent-encoded; what is encoded already, and an IPv6 address as host, stay as they are. */
function legal(uri: string): string {
  return uri.replace(
    /^[\w+.-]+:\/\/\[[\dA-Fa-f:.]+\]|%(?![\dA-Fa-f]{2})|(?<=#.*)#|[^\w.~:/?#@!$&'()*+,;=%-]/gu,
    (found, offset: number) => (offset === 0 && found.length > 1 ? found : encodeURIComponent(found)),
  );
}

/** Each segment for itself: `#`, `?` and `%` are characters of a file's name. */
function encoded(path: string): string {
  return path
    .split("/")
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join("/");
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
