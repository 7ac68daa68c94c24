/** Which entry of which recording. */
export interface Sighting {
  /** The file, where there are several. */
  readonly recording?: string;
  /** The index of the entry in its file, from 0. */
  readonly exchange: number;
}

/** An exchange that no operation of the contract answers. */
export interface Unmatched extends Sighting {
  readonly method: string;
  /** Without its query, redacted. */
  readonly url: string;
  /** Present where it may be one of the contract's own servers that was asked for an operation. */
  readonly rule?: "operation-undocumented";
  readonly text: string;
}

/** An exchange that could not be held against the contract, or not all of it. */
export interface Unheld extends Sighting {
  readonly text: string;
}
