import type { Runtime } from "../runtime/index.ts";

/** One text that belongs to a description, with the place it came from. */
export interface SourceText {
  /** As a person would look it up: a path relative to the configuration, a URL, `npm:name@1.2.3#path`. */
  readonly file: string;
  readonly text: string;
}

/** What was fetched, as it can be kept between runs. */
export interface Copy extends SourceText {
  /** The reference that was asked for, as configured. */
  readonly reference: string;
  /** Exactly what it resolved to: npm version, commit, ETag, or the SHA-256 of the bytes. */
  readonly version: string;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
  /** For a URL: what a conditional request needs next time (RFC 9110, section 8.8). */
  readonly validators?: { readonly etag?: string; readonly lastModified?: string };
}

/** A vendor's description as fetched: not parsed yet. */
export interface Fetched extends Copy {
  /**
   * Reads a file that the description refers to, from the same source only: never another host, never out of the
   * package, the repository or the folder. The path is relative to `file`, with slashes, not percent-encoded.
   *
   * @throws CouldNotCheckError, also where the path leads out of the source.
   */
  readonly sibling: (relativePath: string) => Promise<SourceText>;
}

/** What fetching needs to know beside the reference. */
export interface FetchContext {
  readonly runtime: Runtime;
  /** Absolute folder that relative paths start from. */
  readonly folder: string;
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  /** What an earlier run kept. Where a URL says that it is still current, it is the answer. */
  readonly kept?: Copy;
}

/** One way of publishing a description. */
export interface SourceKind {
  matches(reference: string): boolean;
  /** @throws UsageError where the reference is not well formed; CouldNotCheckError where it cannot be had. */
  fetch(reference: string, context: FetchContext): Promise<Fetched>;
}
