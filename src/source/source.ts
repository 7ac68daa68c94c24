import type { Runtime } from "../runtime/index.ts";

/** One text that belongs to a description, with the place it came from. */
export interface SourceText {
  /** As a person would look it up: a path relative to the configuration, a URL, `npm:name@1.2.3#path`. */
  readonly file: string;
  readonly text: string;
}

/** A vendor's description as fetched: not parsed yet. */
export interface Fetched extends SourceText {
  /** The reference that was asked for, as configured. */
  readonly reference: string;
  /** Exactly what it resolved to: npm version, commit, ETag, or the SHA-256 of the bytes. */
  readonly version: string;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
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
}

/** One way of publishing a description. */
export interface SourceKind {
  matches(reference: string): boolean;
  /** @throws UsageError where the reference is not well formed; CouldNotCheckError where it cannot be had. */
  fetch(reference: string, context: FetchContext): Promise<Fetched>;
  /**
   * The same, where the source can be asked whether it still publishes a version that `fetch` gave for this reference:
   * undefined if so, without the text having come over the wire.
   */
  fetchUnless?(version: string, reference: string, context: FetchContext): Promise<Fetched | undefined>;
}
