import type { Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import { essence } from "../conformance/media-type.ts";
import type { Answer, Failure } from "../exchange.ts";
import type { Shape } from "../sample.ts";
import { merge } from "../shape/index.ts";

/**
 * What was recorded of a vendor's answers: counts and shapes, no values. A monoid: recordings of several processes add up
 * in any order, and `nothing` changes none.
 */
export interface RecordedShapes {
  readonly schemaVersion: 1;
  /** The pins that were in place (see `pinId`), `none` where there was none; sorted. */
  readonly pins: readonly string[];
  /** By `METHOD /path status`, as in a baseline. */
  readonly answers: Readonly<Record<string, RecordedAnswers>>;
  /** Exchanges that ended without a whole answer, by `METHOD /path CODE`. */
  readonly failures: Readonly<Record<string, number>>;
  /** Exchanges that the contract has no operation for, by `METHOD host/path status`, ids in the path as `{id}`. */
  readonly unmatched: Readonly<Record<string, number>>;
  /** Exchanges that were not read, because too many waited, or because too many names were known already. */
  readonly dropped: number;
}

/** What was recorded of one operation and status. */
export interface RecordedAnswers {
  readonly count: number;
  /** How many had a body that could not be read: too large, or in a coding that is not known. */
  readonly unread: number;
  /** How many different addresses were asked, at least: who asks one again hears of the same objects again. */
  readonly addresses: number;
  readonly mediaTypes: Readonly<Record<string, number>>;
  /** Of the JSON bodies; absent where there was none. */
  readonly shape?: Shape;
}

/** One exchange, as far as its shape is recorded. */
export interface ToRecord {
  /** The pin whose contract has told the operation; absent where nothing is pinned. */
  readonly pin?: string | undefined;
  readonly operation: Operation;
  /** Set where the contract does not have the operation: the host that was asked. */
  readonly unmatchedAt?: string;
  readonly answer: Pick<Answer, "kind" | "status" | "headers"> | Pick<Failure, "kind" | "code">;
  readonly shape?: Shape | undefined;
  readonly isUnread: boolean;
}

/** Nothing recorded yet. */
export const nothing: RecordedShapes = {
  schemaVersion: 1,
  pins: [],
  answers: {},
  failures: {},
  unmatched: {},
  dropped: 0,
};

/** One exchange, as a recording of its own. */
export function recordingOf({
  pin = "none",
  operation,
  unmatchedAt,
  answer,
  shape,
  isUnread,
}: ToRecord): RecordedShapes {
  const empty = { ...nothing, pins: [pin] };
  const name = operationName(operation);
  const outcome = answer.kind === "answer" ? String(answer.status) : answer.code;
  if (unmatchedAt !== undefined) {
    const address = name.replace(" ", ` ${unmatchedAt}`);
    return { ...empty, unmatched: { [`${address} ${outcome}`]: 1 } };
  }
  if (answer.kind === "failure") return { ...empty, failures: { [`${name} ${outcome}`]: 1 } };
  const mediaType = essence(answer.headers["content-type"]);
  const one: RecordedAnswers = {
    count: 1,
    unread: isUnread ? 1 : 0,
    addresses: 1,
    mediaTypes: mediaType === "" ? {} : { [mediaType]: 1 },
    ...(shape && { shape }),
  };
  return { ...empty, answers: { [`${name} ${outcome}`]: one } };
}

/** No more names than this are kept of each kind, whatever addresses are asked. */
const namesLimit = 1000;

/** What both recordings have recorded together. Associative and commutative up to the limit of names. */
export function mergeRecorded(a: RecordedShapes, b: RecordedShapes): RecordedShapes {
  const answers = together(a.answers, b.answers, mergeAnswers);
  const failures = together(a.failures, b.failures, sum);
  const unmatched = together(a.unmatched, b.unmatched, sum);
  const lost = [...answers.left.map(({ count }) => count), ...failures.left, ...unmatched.left];
  return {
    schemaVersion: 1,
    pins: [...new Set([...a.pins, ...b.pins])].sort(),
    answers: answers.kept,
    failures: failures.kept,
    unmatched: unmatched.kept,
    dropped: lost.reduce(sum, a.dropped + b.dropped),
  };
}

function mergeAnswers(a: RecordedAnswers, b: RecordedAnswers): RecordedAnswers {
  const shape = a.shape && b.shape ? merge(a.shape, b.shape) : (a.shape ?? b.shape);
  return {
    count: a.count + b.count,
    unread: a.unread + b.unread,
    addresses: Math.max(a.addresses, b.addresses), // processes may well ask for the same
    mediaTypes: together(a.mediaTypes, b.mediaTypes, sum).kept,
    ...(shape && { shape }),
  };
}

function sum(a: number, b: number): number {
  return a + b;
}

/** The members of both, those of one name made one; what is over the limit is left. Names are a vendor's, so `__proto__` is one. */
function together<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (a: T, b: T) => T,
): { readonly kept: Readonly<Record<string, T>>; readonly left: readonly T[] } {
  const members = new Map(Object.entries(a));
  const left: T[] = [];
  for (const [name, value] of Object.entries(b)) {
    const known = members.get(name);
    if (known === undefined && members.size >= namesLimit) left.push(value);
    else members.set(name, known === undefined ? value : both(known, value));
  }
  return { kept: Object.fromEntries(members), left };
}
