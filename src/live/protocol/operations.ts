import type { Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { Sample } from "../sample.ts";
import { merge, nothingSeen, type ProtocolRecord, recordOf } from "./record.ts";

/** What the answers of one operation showed. */
export interface Recorded {
  readonly operation: Operation;
  /** Of the first answer. */
  readonly status: number;
  readonly record: ProtocolRecord;
}

/** The merged facts of answers by `METHOD /path`, sorted. */
export function recordsOf(samples: readonly Sample[]): ReadonlyMap<string, Recorded> {
  const records = new Map<string, Recorded>();
  for (const { exchange, protocol } of samples) {
    const { operation, answer } = exchange;
    if (answer.kind === "failure") continue;
    const name = operationName(operation);
    const known = records.get(name) ?? { operation, status: answer.status, record: nothingSeen };
    records.set(name, { ...known, record: merge(known.record, recordOf(protocol, answer.status)) });
  }
  return new Map([...records].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The samples whose facts count: those that did not fail, and refusals, which tell how the vendor refuses. A gateway's
 * page or a login that comes as a success tells nothing of the vendor.
 */
export function witnesses(samples: readonly Sample[], failed: ReadonlySet<Sample>): Sample[] {
  return samples.filter(
    (sample) =>
      !failed.has(sample) || (sample.exchange.answer.kind === "answer" && sample.exchange.answer.status >= 400),
  );
}
