import type { Json, JsonObject } from "../json.ts";
import type { SourceText } from "../source/source.ts";

/** The HTTP methods that a path item can hold (OpenAPI 3.2.0, section 4.9; `query` is new there). */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** Method and path template. The identity of an operation. */
export interface Operation {
  /** One of `methods`, or another one as OpenAPI 3.2's `additionalOperations` spells it. */
  readonly method: string;
  readonly path: string;
}

/**
 * A description as a parsed tree, OpenAPI 3.x (2.0 is upgraded on loading), external references bundled, `$ref`s kept.
 * `texts` are what it was parsed from, for line numbers, which are only found when asked for.
 */
export interface Description {
  readonly document: JsonObject;
  readonly texts: readonly SourceText[];
  /** Where bundled parts came from: JSON Pointer in `document` → text and pointer there. Absent parts are in `texts[0]`. */
  readonly bundled: Readonly<Record<string, { readonly file: string; readonly pointer: string }>>;
}

/** Provenance of a pinned contract: `specs/<vendor>/pin.json`. */
export interface Pin {
  readonly source: string;
  readonly version: string;
  /** SHA-256 of the description as fetched, in hex. */
  readonly sha256: string;
  /** SHA-256 of `contract.json`, in hex: whoever edits it by hand is told. */
  readonly contractSha256: string;
  /** Binds the contract to the one text that it was made of. Pins of several texts, and of old, have none. */
  readonly seal?: string | undefined;
  readonly include: readonly string[];
  readonly accepted: readonly Acceptance[];
}

/** A finding that the team took as the new normal, with the reason. */
export interface Acceptance {
  readonly fingerprint: string;
  readonly reason: string;
}

/** What is known of a vendor's live answers at pin time: `specs/<vendor>/baseline.json`. No values, only shapes. */
export interface Baseline {
  /** `METHOD /path` of the operations that were sampled. Nothing is known of the others, so nothing there is "new". */
  readonly sampled: readonly string[];
  /** Fingerprints of deviations that were already there, with what a person calls them. */
  readonly deviations: readonly { readonly fingerprint: string; readonly text: string }[];
  /** Inferred shapes by `METHOD /path status`. */
  readonly shapes: Readonly<Record<string, Json>>;
  /** Protocol facts by `METHOD /path`. */
  readonly protocol: Readonly<Record<string, Json>>;
  /** Shapes that the team's own tests have recorded, in the same way, with what they can prove. Pins without have none. */
  readonly recorded?: Readonly<Record<string, RecordedBaseline>> | undefined;
  /** Hashes of the probes that answered, by `METHOD /path`. Pins of old have none. */
  readonly probes?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** What recordings of shapes showed of one operation and status at pin time. */
export interface RecordedBaseline {
  /** How many different addresses were asked, at least. */
  readonly addresses: number;
  /** Whether some answers could not be read. */
  readonly isPart: boolean;
  readonly shape: Json;
}

/** Everything under `specs/<vendor>/`. */
export interface Pinned {
  readonly contract: Description;
  readonly pin: Pin;
  readonly baseline: Baseline;
}
