import type { Operation } from "../contract/contract.ts";
import type { Json } from "../json.ts";
import type { Exchange } from "./exchange.ts";
import type { Protocol } from "./protocol/protocol.ts";

/** Something live that does not fit a contract. Holds no value of the answer. */
export interface Deviation {
  readonly rule: string;
  readonly operation: Operation;
  readonly status: number;
  /** JSON Pointer into the response body, array indices and map keys as `*`. Empty for the whole answer. */
  readonly instancePath: string;
  /** JSON Pointer into the contract, read through the operation with `$ref`s followed, as in a change. */
  readonly pointer: string;
  /** JSON Pointer to where that is written, behind `$ref`s; the nearest place that exists. */
  readonly written: string;
  /** The JSON Schema keyword that failed, or `status`, `media-type`, `header`, `shape`, `protocol`, `request`. */
  readonly keyword: string;
  readonly text: string;
  /** Hash of rule, operation, status and place. */
  readonly fingerprint: string;
}

/** What the observed bodies look like: mergeable counts, no values. */
export interface Shape {
  /** How many values were seen here. */
  readonly count: number;
  /** How many of them had each JSON type (`integer` and `number` apart). */
  readonly types: Readonly<Record<string, number>>;
  /** How many of the texts and numbers had each known format: `uuid`, `date-time`, `unix-seconds`, … */
  readonly formats?: Readonly<Record<string, number>>;
  /** How many of the arrays were empty. */
  readonly empty?: number;
  /** Whether there was more below than is kept. */
  readonly cut?: true;
  readonly properties?: Readonly<Record<string, Shape>>;
  /** What lies behind the keys of map-like objects: ids, dates, addresses. Such keys are never kept. */
  readonly values?: Shape;
  readonly items?: Shape;
}

/** Where our own request does not satisfy a contract. */
export interface Violation {
  /** JSON Pointer into the contract. */
  readonly pointer: string;
  readonly text: string;
}

/** One probe, sent; all that later stages need of it. */
export interface Sample {
  readonly exchange: Exchange;
  /** What tells its probe from others (see `probeHash`); absent where no probe was sent, as in a recording. */
  readonly probe?: string;
  /** Against the pinned contract, and against the published one where there is one. */
  readonly pinned: Fit;
  readonly published?: Fit;
  /** Whether the base path of the probe's address is that of a server in the pinned contract, if that names any. */
  readonly server: "documented" | "other" | "unnamed";
  /** `undefined` when there was no JSON body. */
  readonly shape?: Shape;
  /** Present where it stands for many recorded answers, of which only shapes are known: neither headers nor values. */
  readonly gathered?: Gathered;
  readonly protocol: Protocol;
  /** Address of what the answer names as its successor, redacted and without a query: for matching, and shown nowhere. */
  readonly successor?: string;
}

/**
 * A good answer's body as code may be run on it: of the same shape, and with none of its values. It is only held in memory,
 * and written nowhere.
 */
export interface Specimen {
  readonly operation: Operation;
  readonly status: number;
  readonly body: Json;
}

/** How much the shapes of many recorded answers can prove. */
export interface Gathered {
  /** How many different addresses were asked, at least. */
  readonly addresses: number;
  /** Whether some answers could not be read, so that what is in none of those that were may still have been there. */
  readonly isPart: boolean;
}

/** How an exchange fits one contract. */
export interface Fit {
  /** Whether the contract has the operation at all. */
  readonly known: boolean;
  readonly violations: readonly Violation[];
  readonly deviations: readonly Deviation[];
  /** Whether the contract documents the status that came. */
  readonly documented: boolean;
}

/** A probe that was never sent, and why. */
export interface Refusal {
  readonly operation: Operation;
  /** `request`: the configuration does not fit the contract. `authentication`: a variable is not set. `consumer`: unsafe, or no server. */
  readonly cause: "request" | "authentication" | "consumer";
  readonly text: string;
  readonly todo: string;
}

/** A probe that was not sent, because an earlier one did not give what it takes from it. */
export interface Blocked {
  readonly operation: Operation;
  /** What went wrong first: an exchange, or a probe that was never sent. */
  readonly first: Sample | Refusal;
  readonly text: string;
  readonly todo: string;
}

/** An operation that is not probed by itself, because no safe request follows from the contract alone. */
export interface Unreached {
  readonly operation: Operation;
  /** Why: what it needs, or what it is. */
  readonly text: string;
}
